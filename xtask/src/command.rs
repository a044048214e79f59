//! Runs tools in a clean environment: neither the caller's variables nor the settings of folders above change
//! what they do. A tool gets only what it needs to run and to reach its registry.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process;

/// The variables that every tool gets, in capitals.
const PASSED: &str = "PATH HOME USER TERM TMPDIR TMP TEMP CARGO_HOME RUSTUP_HOME \
    HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS \
    NPM_CONFIG_USERCONFIG NPM_CONFIG_REGISTRY NPM_CONFIG_CAFILE PIP_INDEX_URL PIP_CERT \
    SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT APPDATA LOCALAPPDATA USERPROFILE PROGRAMFILES";

/// The beginnings of further ones, which say where Cargo and rustup find their registries.
const PASSED_PREFIXES: [&str; 5] = [
    "CARGO_REGISTR",
    "CARGO_NET_",
    "CARGO_HTTP_",
    "RUSTUP_DIST_",
    "RUSTUP_UPDATE_",
];

/// How often a long command says that it is still running.
const TICK: Duration = Duration::from_secs(20);

/// `program` in `directory`, with a clean environment.
pub fn clean(program: impl AsRef<OsStr>, directory: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(directory).env_clear();
    for (name, value) in env::vars_os() {
        let upper = name.to_string_lossy().to_ascii_uppercase();
        let known = PASSED.split_whitespace().any(|passed| passed == upper);
        if known || PASSED_PREFIXES.iter().any(|start| upper.starts_with(start)) {
            command.env(name, value);
        }
    }
    command
}

/// `program`, Cargo or one that calls it, with the toolchain and the target folder of the repository at `root`.
///
/// Cargo reads `.cargo/config.toml` of every folder above; variables outrank those files.
///
/// # Errors
/// When `rust-toolchain.toml` cannot be read.
pub fn compiling(program: &str, root: &Path) -> Result<Command> {
    let mut command = clean(program, root);
    command
        .env("RUSTUP_TOOLCHAIN", toolchain(root)?)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env("CARGO_ENCODED_RUSTFLAGS", "")
        .env("RUSTC", "rustc")
        .env("RUSTC_WRAPPER", "");
    Ok(command)
}

/// The toolchain that the repository names.
///
/// # Errors
/// When `rust-toolchain.toml` cannot be read or names none.
pub fn toolchain(root: &Path) -> Result<String> {
    let settings = settings(&root.join("rust-toolchain.toml"))?;
    let channel = settings
        .get("toolchain")
        .and_then(|table| table.get("channel"));
    let channel = channel.and_then(toml::Value::as_str);
    Ok(channel
        .context("rust-toolchain.toml names no channel")?
        .to_owned())
}

/// A TOML file.
///
/// # Errors
/// When it cannot be read.
pub fn settings(path: &Path) -> Result<toml::Table> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.parse()
        .with_context(|| format!("{} is not TOML", path.display()))
}

/// Runs `command` with its output in the file `log`. Says at its start, at its end and in between that it
/// is running.
///
/// # Errors
/// When it fails; with the end of its output.
pub fn run_long(name: &str, command: &mut Command, log: &Path) -> Result<()> {
    if let Some(parent) = log.parent() {
        fs::create_dir_all(parent)
            .with_context(|| format!("cannot create {}", parent.display()))?;
    }
    let file = File::create(log).with_context(|| format!("cannot create {}", log.display()))?;
    command.stdin(Stdio::null());
    command.stderr(file.try_clone()?).stdout(file);
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start `{}`", process::shown(command)))?;
    let start = Instant::now();
    let mut next = TICK;
    println!("{name}: started");
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(50));
        if start.elapsed() >= next {
            next += TICK;
            let text = fs::read_to_string(log).unwrap_or_default();
            let last = text.lines().last().unwrap_or_default().trim();
            println!("{name}: {} s, {last}", start.elapsed().as_secs());
        }
    };
    if !status.success() {
        let text = fs::read_to_string(log).unwrap_or_default();
        bail!(
            "`{}` failed ({status}). The end of {}:\n{}",
            process::shown(command),
            log.display(),
            process::tail(&text, 25)
        );
    }
    println!("{name}: done after {} s", start.elapsed().as_secs());
    Ok(())
}

/// Runs `command` with `input` on its standard input. The error is what it printed.
///
/// # Errors
/// When it cannot be started or fails.
pub fn run_with_input(command: &mut Command, input: &str) -> Result<()> {
    command.stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = command
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{}`", process::shown(command)))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}
