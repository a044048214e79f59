//! Runs the fuzz targets of `fuzz/` with cargo-fuzz.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::process;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// Each target, and the longest input for it in bytes. `link` and `search` cut longer input, and for the
/// others it would only be slower.
const TARGETS: [(&str, u32); 4] = [
    ("link", 10_000),
    ("search", 600),
    ("plan_json", 30_000),
    ("page", 2_000),
];

/// The options of `cargo xtask fuzz`.
#[derive(Args)]
pub struct Options {
    /// The target to run; without it, all run one after the other
    #[arg(value_parser = TARGETS.map(|(name, _)| name))]
    target: Option<String>,
    /// How long each target runs
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Add new inputs to fuzz/corpus/ if they reach more of the code
    #[arg(long)]
    keep: bool,
}

/// Runs the targets. New inputs go to target/fuzz-found/, those that fail to fuzz/artifacts/.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let cargo_fuzz = Toolbox::open(workspace)?.cargo_fuzz()?.join("cargo-fuzz");
    let fuzz = |target: &str| {
        let mut command = Command::new(&cargo_fuzz);
        command
            .current_dir(workspace.root())
            // Without the address sanitizer, which needs a nightly compiler and finds nothing in safe Rust.
            .args(["fuzz", "run", "--fuzz-dir=fuzz", "--sanitizer=none"])
            .args(["--target-dir=target/fuzz", target]);
        command
    };
    for (target, longest) in TARGETS {
        if options.target.as_ref().is_some_and(|name| name != target) {
            continue;
        }
        let found = workspace.at("target/fuzz-found").join(target);
        fs::create_dir_all(&found).with_context(|| format!("cannot create {}", found.display()))?;
        let corpus = workspace.at("fuzz/corpus").join(target);
        let mut command = fuzz(target);
        command.args([&found, &corpus]).arg("--").args([
            format!("-max_total_time={}", options.seconds),
            format!("-max_len={longest}"),
            "-timeout=20".to_owned(),
            "-print_final_stats=1".to_owned(),
        ]);
        if matches!(target, "link" | "page") {
            command.arg("-dict=fuzz/link.dict");
        }
        process::run(&mut command).with_context(|| {
            format!(
                "`{target}` failed; its input is in fuzz/artifacts/{target}/. Fix the fault, then move the \
                 input to fuzz/corpus/{target}/, which the tests read"
            )
        })?;
        if options.keep {
            let mut merge = fuzz(target);
            merge.args([&corpus, &found]);
            process::run(merge.args(["--", "-set_cover_merge=1"]))?;
        }
    }
    Ok(())
}
