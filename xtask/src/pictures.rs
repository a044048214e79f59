//! `cargo xtask pictures`: makes the site's PNGs from the SVGs beside them, for what takes no SVG: cards
//! of chat clients, home screens.

use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// What is drawn, as what, and how wide and high in pixels. The icons' corners are filled: home screens
/// cut their own.
const PICTURES: [(&str, &str, u32, u32); 4] = [
    ("cover.svg", "cover.png", 1200, 630),
    ("icon.svg", "icon-192.png", 192, 192),
    ("icon.svg", "icon-512.png", 512, 512),
    ("icon.svg", "apple-touch-icon.png", 180, 180),
];

/// Draws one picture: sharp's own renderer, at a density that needs no enlarging, in at most 256 colours.
const SCRIPT: &str = "
    const [sharp, from, to, width, height] = process.argv.slice(1);
    const draw = require(sharp);
    draw(from).metadata().then(own =>
        draw(from, { density: Math.max(72, 144 * width / own.width) })
            .resize(Number(width), Number(height))
            .flatten({ background: '#7a1f1c' })
            .png({ palette: true, effort: 10 })
            .toFile(to));";

/// Makes every picture anew.
pub fn run(workspace: &Workspace) -> Result<()> {
    let toolbox = Toolbox::open(workspace)?;
    let sharp = toolbox.sharp()?;
    for (from, to, width, height) in PICTURES {
        let to = workspace.at("public").join(to);
        let mut command = Command::new("node");
        command
            .args(["-e", SCRIPT])
            .arg(&sharp)
            .arg(workspace.at("public").join(from))
            .arg(&to)
            .args([width.to_string(), height.to_string()]);
        process::run(&mut command).with_context(|| format!("{from} could not be drawn"))?;
        let size = std::fs::metadata(&to)
            .with_context(|| format!("{to:?} is missing"))?
            .len();
        println!("{}: {width} × {height}, {size} bytes", workspace.shown(&to));
    }
    Ok(())
}
