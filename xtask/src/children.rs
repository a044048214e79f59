//! Programs that run beside ours: ended together with all that they started, however ours ends.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How long a program that was asked to end may take.
const GRACE: Duration = Duration::from_secs(5);

/// Whether our program has been told to end, which the one who was told then does.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// All whose programs may be running.
static GROUPS: Mutex<Vec<Arc<Group>>> = Mutex::new(Vec::new());

/// Programs that run until this is dropped, or until our program is interrupted.
pub struct Children(Arc<Group>);

struct Group {
    /// Where they put what they keep for as long as they run.
    scratch: PathBuf,
    running: Mutex<Vec<Child>>,
    /// Where those answer that end when asked to, and end their own then.
    polite: Mutex<Vec<u16>>,
}

impl Children {
    /// None yet, with an empty directory of temporary files for those to come.
    pub fn none(name: &str) -> Result<Self> {
        // Not in the checkout: a socket's path may have about 100 characters, and browsers put some there.
        let scratch = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(&scratch)
            .with_context(|| format!("cannot create {}", scratch.display()))?;
        let group = Arc::new(Group {
            scratch,
            running: Mutex::default(),
            polite: Mutex::default(),
        });
        held(&GROUPS).push(Arc::clone(&group));
        end_all_when_interrupted();
        Ok(Self(group))
    }

    /// Starts `command`, and lets `look` have the child for a moment, to take its output.
    pub fn start<T>(
        &self,
        command: &mut Command,
        look: impl FnOnce(&mut Child) -> Result<T>,
    ) -> Result<T> {
        command.env("TMPDIR", &self.0.scratch);
        #[cfg(unix)]
        {
            // In a group of its own, Ctrl+C does not reach it before we have asked it to end its own.
            use std::os::unix::process::CommandExt;
            command.process_group(0);
        }
        let mut running = held(&self.0.running);
        let child = command
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        running.push(child);
        let last = running.last_mut().context("what was started is lost")?;
        look(last)
    }

    /// Says that the program at `port` ends when it gets `GET /shutdown`, and ends all its own then.
    pub fn end_politely(&self, port: u16) {
        held(&self.0.polite).push(port);
    }
}

impl Drop for Children {
    fn drop(&mut self) {
        self.0.end();
        held(&GROUPS).retain(|group| !Arc::ptr_eq(group, &self.0));
        // What was interrupted fails without its programs, and would end ours as if by itself.
        while INTERRUPTED.load(Ordering::SeqCst) {
            thread::park();
        }
    }
}

impl Group {
    /// Ends them and all that they started; again does nothing.
    fn end(&self) {
        // Held to the end: who comes second may go on only when all is done.
        let mut running = held(&self.running);
        let mut children = std::mem::take(&mut *running);
        if children.is_empty() {
            let _ = fs::remove_dir_all(&self.scratch);
            return;
        }
        let mut family = descendants(children.iter().map(Child::id).collect());
        let polite = std::mem::take(&mut *held(&self.polite));
        for &port in &polite {
            let _ = ask_to_end(port);
        }
        let start = Instant::now();
        let ends = |child: &mut Child| !matches!(child.try_wait(), Ok(None));
        while !polite.is_empty() && start.elapsed() < GRACE && !children.iter_mut().all(ends) {
            thread::sleep(Duration::from_millis(20));
        }
        // Once more: those started since, while those that have lost their parent are known from before.
        family.extend(descendants(children.iter().map(Child::id).collect()));
        for child in &mut children {
            let _ = child.kill();
            let _ = child.wait();
        }
        for process in family {
            if process.runs() {
                let _ = Command::new("kill")
                    .args(["-9", &process.id.to_string()])
                    .status();
            }
        }
        let _ = fs::remove_dir_all(&self.scratch);
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn ask_to_end(port: u16) -> std::io::Result<()> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(GRACE))?;
    stream.write_all(
        format!("GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")
            .as_bytes(),
    )?;
    stream.read_to_end(&mut Vec::new())?;
    Ok(())
}

/// A process, told from another that gets its number later by when it started.
///
/// Not by its environment, which is empty for the moment in which a process becomes another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Process {
    id: u32,
    parent: u32,
    /// In the kernel's ticks since the machine started.
    started: u64,
}

impl Process {
    /// What the kernel says of the process with that number. Known on Linux only.
    fn numbered(id: u32) -> Option<Self> {
        Self::parse(id, &fs::read_to_string(format!("/proc/{id}/stat")).ok()?)
    }

    fn parse(id: u32, stat: &str) -> Option<Self> {
        // The name is in brackets and may hold anything; the state, the parent and 17 numbers follow it.
        let (_, after_name) = stat.rsplit_once(')')?;
        let mut fields = after_name.split_whitespace().skip(1);
        Some(Self {
            id,
            parent: fields.next()?.parse().ok()?,
            started: fields.nth(17)?.parse().ok()?,
        })
    }

    /// Whether it is there still, whoever its parent is by now.
    fn runs(self) -> bool {
        Self::numbered(self.id).is_some_and(|now| now.started == self.started)
    }
}

/// Every process that one of `parents` started, and those that they started. Known on Linux only.
fn descendants(parents: Vec<u32>) -> Vec<Process> {
    let all: Vec<Process> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(Process::numbered)
        .collect();
    let mut family = Vec::new();
    let mut next = parents;
    while let Some(parent) = next.pop() {
        let own = all.iter().filter(|process| process.parent == parent);
        next.extend(own.clone().map(|process| process.id));
        family.extend(own);
    }
    family
}

/// Ends every program when ours is told to stop, which otherwise would leave browsers running.
fn end_all_when_interrupted() {
    static WATCH: Once = Once::new();
    WATCH.call_once(|| {
        thread::spawn(|| {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
            else {
                return;
            };
            runtime.block_on(interrupted());
            INTERRUPTED.store(true, Ordering::SeqCst);
            let groups = held(&GROUPS).clone();
            for group in groups {
                group.end();
            }
            // What a shell says of a program that Ctrl+C ended.
            std::process::exit(130);
        });
    });
}

async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = ended.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use anyhow::{Context, Result, ensure};

    use super::{Children, Process, descendants};

    #[test]
    fn a_process_is_not_its_own_descendant() {
        let own = std::process::id();
        assert!(!descendants(vec![own]).iter().any(|member| member.id == own));
    }

    #[test]
    fn a_process_is_told_by_its_number_and_its_start_whatever_its_name() {
        // The form is of proc_pid_stat(5): the parent is its fourth field, the start its 22nd.
        let stat = "7 (a) S 1 (b) S 3 7 7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987 1024 9";
        let process = Process {
            id: 7,
            parent: 3,
            started: 987,
        };
        assert_eq!(Process::parse(7, stat), Some(process));
        assert_eq!(Process::parse(7, "7 (a) S 3 7 7"), None);
        assert_eq!(Process::parse(7, ""), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_a_child_started_ends_with_it() -> Result<()> {
        use std::io::{BufRead, BufReader};
        let children = Children::none("test")?;
        let mut shell = Command::new("sh");
        shell
            .args(["-c", "sleep 600 & echo $!; wait"])
            .stdout(Stdio::piped());
        let stdout = children.start(&mut shell, |child| {
            child.stdout.take().context("the shell has no output")
        })?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let grandchild: u32 = line.trim().parse()?;
        ensure!(Process::numbered(grandchild).is_some(), "it did not start");
        drop(children);
        // A process that was killed but not yet waited for still has a number, and the state Z.
        let runs = || {
            let state = std::fs::read_to_string(format!("/proc/{grandchild}/stat"));
            state.is_ok_and(|state| !state.contains(") Z"))
        };
        let looks = (0..500).take_while(|_| runs()).map(|_| {
            std::thread::sleep(Duration::from_millis(10));
        });
        ensure!(looks.count() < 500, "it runs on");
        Ok(())
    }
}
