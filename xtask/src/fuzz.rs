//! `cargo xtask fuzz`: looks for input that breaks what `fuzz/` promises of any.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::process;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// The targets, with the longest input each is tried with, in bytes. What is longer is cut where it is read
/// (links, search), or would only be slower (plans, whose small one has 10 KB).
const TARGETS: [(&str, u32); 4] = [
    ("link", 10_000),
    ("search", 600),
    ("compact_json", 16_000),
    ("page", 2_000),
];

/// What `cargo xtask fuzz` may be told.
#[derive(Args)]
pub struct Options {
    /// The target, of `link`, `search`, `compact_json` and `page`; all of them, one after the other, without
    target: Option<String>,
    /// How long each is run
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Afterwards, keep what was found and reaches more of the code than what is kept already
    #[arg(long)]
    keep: bool,
}

/// Runs the targets. What they find new lies in target/fuzz-found/, what breaks one in fuzz/artifacts/.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let chosen = |name: &str| {
        options
            .target
            .as_deref()
            .is_none_or(|wanted| wanted == name)
    };
    let targets: Vec<_> = TARGETS.iter().filter(|target| chosen(target.0)).collect();
    if targets.is_empty() {
        let names = TARGETS.map(|target| target.0);
        bail!("there is no such target; there are {}", names.join(", "));
    }
    let tool = Toolbox::open(workspace)?.cargo_fuzz()?;
    let program = tool.join("cargo-fuzz");
    // The code is safe Rust: there is nothing for the address sanitizer to find, and without it any compiler
    // will do, ours of rust-toolchain.toml too.
    let fuzz = |name: &str| {
        let mut command = Command::new(&program);
        command
            .current_dir(workspace.root())
            .args(["fuzz", "run", "--fuzz-dir=fuzz", "--sanitizer=none"])
            .args(["--target-dir=target/fuzz", name]);
        command
    };
    for (name, longest) in targets {
        let found = workspace.at("target/fuzz-found").join(name);
        fs::create_dir_all(&found).with_context(|| format!("cannot create {}", found.display()))?;
        let kept = workspace.at("fuzz/corpus").join(name);
        let mut command = fuzz(name);
        command.arg(&found).arg(&kept).arg("--").args([
            format!("-max_total_time={}", options.seconds),
            format!("-max_len={longest}"),
            "-timeout=20".to_owned(),
            "-print_final_stats=1".to_owned(),
        ]);
        if matches!(*name, "link" | "page") {
            let words = workspace.at("fuzz/link.dict");
            command.arg(format!("-dict={}", words.display()));
        }
        process::run(&mut command).with_context(|| {
            format!(
                "`{name}` does not hold; the input lies in fuzz/artifacts/{name}/. Mend what it breaks, then \
                 move it to fuzz/corpus/{name}/, where the tests try it from now on"
            )
        })?;
        if options.keep {
            let mut command = fuzz(name);
            command.arg(&kept).arg(&found);
            process::run(command.args(["--", "-set_cover_merge=1"]))?;
        }
    }
    Ok(())
}
