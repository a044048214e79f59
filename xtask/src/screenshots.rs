//! `cargo xtask screenshots`: every view at several widths, light and dark, into `target/screenshots/`.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::json;

use crate::cli::BuildOptions;
use crate::engine::Engine;
use crate::scripts;
use crate::server;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// The options of `cargo xtask screenshots`. Those that are serialised are for `screenshots.mjs`.
#[derive(Args, Serialize)]
pub struct Options {
    /// Queries to open, such as `view=map` or `?q=拉萨河`, "" for the bare page; without any, every view
    addresses: Vec<String>,
    /// Widths in CSS pixels
    #[arg(long = "width", value_delimiter = ',', default_values_t = [360, 768, 1440, 1920])]
    widths: Vec<u32>,
    /// Colour schemes
    #[arg(long = "scheme", value_delimiter = ',', value_enum, default_values_t = [Scheme::Light, Scheme::Dark])]
    schemes: Vec<Scheme>,
    /// The page in English
    #[arg(long)]
    english: bool,
    /// Text at twice its size
    #[arg(long)]
    large_text: bool,
    /// The whole page instead of what a screen shows of it
    #[arg(long)]
    full: bool,
    /// JavaScript to run in the page before the picture is taken
    #[arg(long)]
    js: Option<String>,
    /// Use a server that runs already
    #[arg(long)]
    url: Option<String>,
    /// Use a built site instead of building it
    #[arg(long, value_name = "DIR", conflicts_with = "url")]
    #[serde(skip)]
    dist: Option<PathBuf>,
    /// Use what the last build left
    #[arg(long)]
    #[serde(skip)]
    no_build: bool,
    #[command(flatten)]
    #[serde(skip)]
    build: BuildOptions,
}

#[derive(Clone, Copy, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
enum Scheme {
    Light,
    Dark,
    /// Forced colours, as in Windows' contrast themes
    Forced,
}

/// Takes the pictures and prints their paths (`benches/browser/screenshots.mjs`).
///
/// # Errors
/// When the site cannot be built or the page does not start.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let toolbox = Toolbox::open(workspace)?;
    let mut settings = json!(options);
    settings["chromium"] = json!(toolbox.browser(Engine::Chromium)?.program);
    settings["directory"] = json!(workspace.at("target/screenshots"));
    // Serves until the pictures are taken.
    let mut _running = None;
    if options.url.is_none() {
        let mode = options.build.mode();
        if !options.no_build && options.dist.is_none() {
            options.build.build(workspace, &toolbox.for_build(mode)?)?;
        }
        let built = options.build.site(workspace);
        let listener = server::listen(IpAddr::V4(Ipv4Addr::LOCALHOST), 0)?;
        let running = server::start(listener, options.dist.as_ref().unwrap_or(&built), "/")?;
        settings["url"] = json!(running.url());
        _running = Some(running);
    }
    scripts::run(workspace, "screenshots.mjs", &[settings.to_string()])
}
