//! chromedriver: started on a free port, and stopped together with every browser it started.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};

use crate::process;
use crate::tools::Browser;

/// How long chromedriver may take to start, and how long to stop.
const PATIENCE: Duration = Duration::from_secs(20);
const GRACE: Duration = Duration::from_secs(5);

/// How Chromium is run: without asking anything, and without asking the network for anything.
pub const CHROMIUM_FLAGS: [&str; 11] = [
    "--headless",
    // Containers and CI run as root, where Chromium has no sandbox; it visits this machine's page only.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Small in containers, where Chromium then stops in the middle of a page.
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    // The interface follows the browser: most readers' is Chinese.
    "--accept-lang=zh-CN",
];

/// A chromedriver that runs until it is dropped, or until the program is interrupted.
pub struct Driver {
    inner: Arc<Inner>,
    port: u16,
}

struct Inner {
    /// Whether the program has been told to end, which the one who was told then does.
    interrupted: AtomicBool,
    child: Mutex<Option<Child>>,
    port: Mutex<u16>,
    /// Where the browsers put their profiles.
    scratch: PathBuf,
}

impl Driver {
    /// Starts the driver, what it prints going to `log`.
    pub fn start(browser: &Browser, log: &Path) -> Result<Self> {
        if let Some(parent) = log.parent() {
            fs::create_dir_all(parent)
                .with_context(|| format!("cannot create {}", parent.display()))?;
        }
        let file = File::create(log).with_context(|| format!("cannot create {}", log.display()))?;
        // Not in the checkout: a socket's path may have about 100 characters, and Chromium puts one there.
        let scratch = std::env::temp_dir().join(format!("xtask-browsers-{}", std::process::id()));
        fs::create_dir_all(&scratch)
            .with_context(|| format!("cannot create {}", scratch.display()))?;

        let mut command = Command::new(&browser.chromedriver);
        command
            .arg("--port=0")
            .env("TMPDIR", &scratch)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(
                file.try_clone()
                    .with_context(|| format!("cannot write {}", log.display()))?,
            );
        #[cfg(unix)]
        {
            // In a group of its own, Ctrl+C does not reach it before we have asked it to end its browsers.
            use std::os::unix::process::CommandExt;
            command.process_group(0);
        }
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {}", browser.chromedriver.display()))?;
        let stdout = child.stdout.take().context("chromedriver has no output")?;
        let inner = Arc::new(Inner {
            interrupted: AtomicBool::new(false),
            child: Mutex::new(Some(child)),
            port: Mutex::new(0),
            scratch,
        });
        stop_when_interrupted(Arc::clone(&inner));

        let driver = |port| Self {
            inner: Arc::clone(&inner),
            port,
        };
        let ports = read_port(stdout, file);
        let Ok(port) = ports.recv_timeout(PATIENCE) else {
            // Dropped here, so that what runs is stopped.
            drop(driver(0));
            let said = fs::read_to_string(log).unwrap_or_default();
            return Err(anyhow!(
                "{} did not start. The end of {}:\n{}",
                browser.chromedriver.display(),
                log.display(),
                process::tail(&said, 15)
            ));
        };
        *inner.port.lock().unwrap_or_else(PoisonError::into_inner) = port;
        Ok(driver(port))
    }

    /// Where the driver answers.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.inner.stop();
        // What was interrupted fails without its browsers, and would end the program as if by itself.
        while self.inner.interrupted.load(Ordering::SeqCst) {
            thread::park();
        }
    }
}

impl Inner {
    /// Ends the driver and all that it started; again does nothing.
    fn stop(&self) {
        // Held to the end: who comes second may go on only when all is done.
        let mut running = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(mut child) = running.take() else {
            return;
        };
        let family = descendants(child.id());
        let port = *self.port.lock().unwrap_or_else(PoisonError::into_inner);
        // Asked to, it closes its browsers, which then remove their profiles.
        let _ = ask_to_stop(port);
        let start = Instant::now();
        while start.elapsed() < GRACE && matches!(child.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(20));
        }
        let _ = child.kill();
        let _ = child.wait();
        for process in family {
            if runs_in(process, &self.scratch) {
                let _ = Command::new("kill")
                    .args(["-9", &process.to_string()])
                    .status();
            }
        }
        let _ = fs::remove_dir_all(&self.scratch);
    }
}

/// Keeps reading what the driver prints, into `log`, and sends the port once it is printed.
fn read_port(stdout: impl Read + Send + 'static, mut log: File) -> mpsc::Receiver<u16> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let _ = writeln!(log, "{line}");
            if let Some(port) = port_in(&line) {
                let _ = send.send(port);
            }
        }
    });
    receive
}

/// The port in `ChromeDriver was started successfully on port 41234.`
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end().trim_end_matches('.').parse().ok()
}

fn ask_to_stop(port: u16) -> std::io::Result<()> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(GRACE))?;
    stream.write_all(
        format!("GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")
            .as_bytes(),
    )?;
    stream.read_to_end(&mut Vec::new())?;
    Ok(())
}

/// Every process that `parent` started, and those that they started. Known on Linux only.
fn descendants(parent: u32) -> Vec<u32> {
    let all: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|process| Some((process, parent_of(process)?)))
        .collect();
    let mut family = vec![parent];
    let mut next = 0;
    while let Some(&member) = family.get(next) {
        family.extend(
            all.iter()
                .filter(|(_, of)| *of == member)
                .map(|(process, _)| *process),
        );
        next += 1;
    }
    family.split_off(1)
}

fn parent_of(process: u32) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name is in brackets and may hold anything; the state and the parent follow it.
    let (_, after_name) = status.rsplit_once(')')?;
    after_name.split_whitespace().nth(1)?.parse().ok()
}

/// Whether the process is one of ours still, and not another that has since got its number.
fn runs_in(process: u32, scratch: &Path) -> bool {
    fs::read(format!("/proc/{process}/environ"))
        .is_ok_and(|text| String::from_utf8_lossy(&text).contains(&*scratch.to_string_lossy()))
}

/// Ends the driver when the program is told to stop, which otherwise would leave the browsers running.
fn stop_when_interrupted(inner: Arc<Inner>) {
    thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
        else {
            return;
        };
        runtime.block_on(interrupted());
        inner.interrupted.store(true, Ordering::SeqCst);
        inner.stop();
        // What a shell says of a program that Ctrl+C ended.
        std::process::exit(130);
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
    use super::{descendants, port_in};

    #[test]
    fn the_port_is_the_one_the_driver_says() {
        assert_eq!(
            port_in("ChromeDriver was started successfully on port 41234."),
            Some(41234)
        );
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0"), None);
    }

    #[test]
    fn a_process_is_not_its_own_descendant() {
        let own = std::process::id();
        assert!(!descendants(own).contains(&own));
    }
}
