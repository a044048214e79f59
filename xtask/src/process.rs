//! Running other programs: finding them, keeping their output, and ending them with what they started.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use process_wrap::std::{ChildWrapper, CommandWrap};

/// The program called `name` on PATH, if any.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|directory| directory.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
        .find(|candidate| candidate.is_file())
}

/// PATH with the directories `first` before everything else.
pub fn path_with(first: &[PathBuf]) -> Result<OsString> {
    let old = env::var_os("PATH").unwrap_or_default();
    env::join_paths(first.iter().cloned().chain(env::split_paths(&old)))
        .context("a tool's directory has a character that PATH cannot hold")
}

/// Runs `command`, whose output goes where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// What `command` prints, or `None` if it cannot be started or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A program and all the programs it starts. They end when this is dropped.
pub struct Group {
    child: Box<dyn ChildWrapper>,
    shown: String,
}

impl Group {
    /// Starts `command` in a process group of its own. Ctrl+C does not reach it there.
    pub fn spawn(mut command: Command) -> Result<Self> {
        command.stdin(Stdio::null());
        let (shown, error) = (shown(&command), cannot_start(&command));
        let mut command = CommandWrap::from(command);
        #[cfg(unix)]
        command.wrap(process_wrap::std::ProcessGroup::leader());
        let child = command.spawn().context(error)?;
        Ok(Self { child, shown })
    }

    /// Its output, if that goes to a pipe and nobody has taken it.
    pub fn stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout().take()
    }

    /// Whether it has ended, and well.
    ///
    /// # Errors
    /// When it has failed.
    pub fn has_ended(&mut self) -> Result<bool> {
        let status = self.child.try_wait()?;
        if let Some(status) = status {
            ensure!(status.success(), "`{}` failed ({status})", self.shown);
        }
        Ok(status.is_some())
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.child.kill();
    }
}

/// `command` as one would type it.
pub fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", command.get_program().to_string_lossy())
}

/// The last `lines` lines of `text`, indented.
pub fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    let from = all.len().saturating_sub(lines);
    all.iter()
        .skip(from)
        .map(|line| format!("    {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn a_tail_is_the_last_lines_and_no_more() {
        assert_eq!(tail("a\nb\nc\n", 2), "    b\n    c");
        assert_eq!(tail("a", 5), "    a");
        assert_eq!(tail("", 5), "");
    }
}
