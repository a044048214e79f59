//! `cargo xtask pictures`: draws the site's PNGs from its SVGs, for chat clients' cards and home screens.

use anyhow::Result;
use serde_json::json;

use crate::engine::Engine;
use crate::scripts;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// Draws every picture anew (`benches/browser/pictures.mjs`).
pub fn run(workspace: &Workspace) -> Result<()> {
    let chromium = Toolbox::open(workspace)?.browser(Engine::Chromium)?.program;
    let options = json!({ "chromium": chromium, "directory": workspace.at("public") });
    scripts::run(workspace, "pictures.mjs", &[options.to_string()])
}
