//! Debian's packages, where the machine is Debian and lets us install them.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Toolbox;
use crate::process;

/// Which of `packages` are not installed; all of them where there is no dpkg to ask.
pub fn missing<'p>(packages: &[&'p str]) -> Vec<&'p str> {
    let installed = |package: &str| {
        process::output(Command::new("dpkg-query").args(["-W", "-f=${db:Status-Status}", package]))
            .is_some_and(|status| status == "installed")
    };
    packages
        .iter()
        .copied()
        .filter(|package| !installed(package))
        .collect()
}

/// Installs `packages`, or says why it cannot and what a person would type.
pub fn install(toolbox: &Toolbox, name: &str, packages: &[&str]) -> Result<()> {
    on_debian(packages)?;
    let Some(prefix) = privilege() else {
        bail!(
            "run `sudo apt-get install {}`, then this again",
            packages.join(" ")
        );
    };
    toolbox
        .step(name, "some minutes at most", || {
            let log = toolbox.log(name);
            with_lists(&log, || {
                let mut command = apt(prefix);
                command
                    .args(["install", "--yes", "--no-install-recommends"])
                    .args(packages);
                process::run_logged(&mut command, &log)
            })
        })
        .with_context(|| format!("Debian's packages {} are needed", packages.join(", ")))
}

fn on_debian(packages: &[&str]) -> Result<()> {
    if !Path::new("/etc/debian_version").exists() || process::find("apt-get").is_none() {
        bail!(
            "this is not Debian; install what its packages {} hold",
            packages.join(", ")
        );
    }
    Ok(())
}

/// Does something that asks the machine's lists of packages. They may be absent or too old; fetching
/// them is slow, so not at first.
fn with_lists(log: &Path, attempt: impl Fn() -> Result<()>) -> Result<()> {
    attempt().or_else(|error| {
        let Some(prefix) = privilege() else {
            return Err(error);
        };
        process::run_logged(apt(prefix).arg("update"), log)?;
        attempt()
    })
}

/// What to put before a command that only root may run; none if we may not.
fn privilege() -> Option<&'static [&'static str]> {
    if process::output(Command::new("id").arg("-u")).as_deref() == Some("0") {
        Some(&[])
    } else if process::output(Command::new("sudo").args(["-n", "true"])).is_some() {
        Some(&["sudo", "-n"])
    } else {
        None
    }
}

fn apt(prefix: &[&str]) -> Command {
    // `env` rather than Command::env, which sudo would not pass on.
    let mut words = prefix
        .iter()
        .chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let mut command = Command::new(words.next().unwrap_or(&"env"));
    command.args(words);
    command
}
