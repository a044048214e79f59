//! Debian's packages, where the machine is Debian and lets us install them.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Toolbox;
use crate::command;
use crate::process;

/// Which of `packages` are not installed; all of them where there is no dpkg to ask.
pub fn missing<'p>(packages: &[&'p str]) -> Vec<&'p str> {
    let installed = |package: &str| {
        let mut query = Command::new("dpkg-query");
        query.args(["-W", "-f=${db:Status-Status}", package]);
        process::output(&mut query).is_some_and(|status| status == "installed")
    };
    let mut missing = packages.to_vec();
    missing.retain(|package| !installed(package));
    missing
}

/// Installs `packages`, or says why it cannot and what a person would type.
pub fn install(toolbox: &Toolbox, name: &str, packages: &[&str]) -> Result<()> {
    on_debian(packages)?;
    let list = packages.join(" ");
    let as_root = as_root();
    let prefix =
        as_root.with_context(|| format!("run `sudo apt-get install {list}`, then this again"))?;
    let log = toolbox.log(name);
    with_package_lists(&log, || {
        let mut install = apt(prefix);
        install.args(["install", "--yes", "--no-install-recommends"]);
        command::run_long(name, install.args(packages), &log)
    })
    .with_context(|| format!("Debian's packages {list} are needed"))
}

fn on_debian(packages: &[&str]) -> Result<()> {
    ensure!(
        Path::new("/etc/debian_version").exists() && process::find("apt-get").is_some(),
        "this is not Debian; install what its packages {} hold",
        packages.join(", ")
    );
    Ok(())
}

/// Tries `attempt`; if it fails, updates the machine's package lists, which may be absent or old, and tries
/// again.
fn with_package_lists(log: &Path, attempt: impl Fn() -> Result<()>) -> Result<()> {
    attempt().or_else(|error| {
        let Some(prefix) = as_root() else {
            return Err(error);
        };
        command::run_long("apt-get update", apt(prefix).arg("update"), log)?;
        attempt()
    })
}

/// What to put before a command that only root may run; none if we may not.
fn as_root() -> Option<&'static [&'static str]> {
    if process::output(Command::new("id").arg("-u")).as_deref() == Some("0") {
        Some(&[])
    } else if process::output(Command::new("sudo").args(["-n", "true"])).is_some() {
        Some(&["sudo", "-n"])
    } else {
        None
    }
}

fn apt(prefix: &[&str]) -> Command {
    // `env`, because sudo does not pass on variables of ours.
    let words = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    let mut words = prefix.iter().chain(&words);
    let mut command = Command::new(words.next().unwrap_or(&"env"));
    command.args(words);
    command
}
