//! The programs that drive browsers: started on free ports, and stopped with every browser they started.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};

use crate::children::Children;
use crate::engine::Engine;
use crate::process;
use crate::tools::Browser;

/// How long a driver may take to start.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is looked whether a driver answers that does not say when it does.
const GLANCE: Duration = Duration::from_millis(20);

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

/// Drivers that run until this is dropped, or until the program is interrupted.
pub struct Drivers {
    // Held for what its end ends.
    _children: Children,
    urls: Vec<String>,
}

impl Drivers {
    /// Starts what drives `browsers` browsers at once, what it prints going to a file of `logs`.
    ///
    /// With `headed`, browsers show themselves on the machine's own screen.
    pub fn start(browser: &Browser, browsers: usize, headed: bool, logs: &Path) -> Result<Self> {
        fs::create_dir_all(logs).with_context(|| format!("cannot create {}", logs.display()))?;
        let children = Children::none(browser.engine.id())?;
        // chromedriver drives any number, the others one each.
        let drivers = match browser.engine {
            Engine::Chromium => 1,
            Engine::Firefox | Engine::Webkit => browsers,
        };
        let mut urls = Vec::new();
        for number in 1..=drivers {
            let log = logs.join(format!("{}-driver-{number}.log", browser.engine.id()));
            let port = start(&children, browser, headed, &log).with_context(|| {
                let said = fs::read_to_string(&log).unwrap_or_default();
                format!(
                    "{} did not start. The end of {}:\n{}\n",
                    browser.driver.display(),
                    log.display(),
                    process::tail(&said, 15)
                )
            })?;
            urls.push(format!("http://127.0.0.1:{port}"));
        }
        let urls = urls.into_iter().cycle().take(browsers).collect();
        Ok(Self {
            _children: children,
            urls,
        })
    }

    /// Where a driver answers, once for each browser that can be open at once.
    pub fn urls(&self) -> &[String] {
        &self.urls
    }
}

/// Starts one driver, and gives its port once it answers there.
fn start(children: &Children, browser: &Browser, headed: bool, log: &Path) -> Result<u16> {
    let file = File::create(log).with_context(|| format!("cannot create {}", log.display()))?;
    let mut command = Command::new(&browser.driver);
    match browser.engine {
        Engine::Chromium => {
            command.arg("--port=0");
            let port = announced(children, &mut command, file, |line| {
                port_after("started successfully on port ", line)
            })?;
            children.end_politely(port);
            Ok(port)
        }
        Engine::Firefox => {
            // The second lets the tests ask the browser itself, as the DevTools Protocol does Chromium.
            command.args(["--port=0", "--allow-system-access"]);
            announced(children, &mut command, file, |line| {
                port_after("Listening on 127.0.0.1:", line)
            })
        }
        Engine::Webkit => {
            if let (Some(xvfb), false) = (&browser.xvfb, headed) {
                command.env("DISPLAY", screen(children, xvfb, &file)?);
            }
            let port = free_port()?;
            command
                .arg(format!("--port={port}"))
                // As root its sandbox does not start; it visits this machine's page only.
                .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
                // Without a session bus, accessibility waits for one at every start.
                .env("NO_AT_BRIDGE", "1");
            silent(children, &mut command, file, port)?;
            Ok(port)
        }
    }
}

/// Starts a screen that nobody sees, and gives its name. Each browser has one of its own: browsers that
/// share one share its focus and its clipboard too.
fn screen(children: &Children, xvfb: &Path, log: &File) -> Result<String> {
    let mut command = Command::new(xvfb);
    // Takes any that is free, and prints which.
    command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24"]);
    command.args(["-nolisten", "tcp"]);
    let log = log.try_clone().context("cannot write the log")?;
    let number: u16 = announced(children, &mut command, log, |line| line.trim().parse().ok())
        .context("the screen for it did not start")?;
    Ok(format!(":{number}"))
}

/// Starts a program that prints where it is to be found, as `read` finds in one of its lines.
fn announced(
    children: &Children,
    command: &mut Command,
    log: File,
    read: impl Fn(&str) -> Option<u16> + Send + 'static,
) -> Result<u16> {
    let errors = log.try_clone().context("cannot write the log")?;
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(errors);
    let stdout = children.start(command, |child| {
        child.stdout.take().context("it has no output")
    })?;
    listen(stdout, log, read)
        .recv_timeout(PATIENCE)
        .map_err(|_| anyhow!("it said nothing for {} s", PATIENCE.as_secs()))
}

/// Keeps reading what a program prints, into `log`, and sends what `read` finds there.
fn listen(
    stdout: impl Read + Send + 'static,
    mut log: File,
    read: impl Fn(&str) -> Option<u16> + Send + 'static,
) -> mpsc::Receiver<u16> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let _ = writeln!(log, "{line}");
            if let Some(found) = read(&line) {
                let _ = send.send(found);
            }
        }
    });
    receive
}

/// Starts a program that prints nothing, and waits until it answers at `port`.
fn silent(children: &Children, command: &mut Command, log: File, port: u16) -> Result<()> {
    let errors = log.try_clone().context("cannot write the log")?;
    command.stdin(Stdio::null()).stdout(log).stderr(errors);
    children.start(command, |_| Ok(()))?;
    let start = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if start.elapsed() > PATIENCE {
            return Err(anyhow!("it does not answer at port {port}"));
        }
        thread::sleep(GLANCE);
    }
    Ok(())
}

/// A port that nobody has now.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free")?;
    Ok(listener.local_addr().context("no port is free")?.port())
}

/// The port after `words`, as in `ChromeDriver was started successfully on port 41234.`
fn port_after(words: &str, line: &str) -> Option<u16> {
    let (_, rest) = line.split_once(words)?;
    rest.trim_end().trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_after;

    #[test]
    fn the_port_is_the_one_the_driver_says() {
        let chromium = "started successfully on port ";
        assert_eq!(
            port_after(
                chromium,
                "ChromeDriver was started successfully on port 41234."
            ),
            Some(41234)
        );
        assert_eq!(
            port_after(chromium, "Starting ChromeDriver 156.0 on port 0"),
            None
        );
        assert_eq!(
            port_after(
                "Listening on 127.0.0.1:",
                "1764041000000\tgeckodriver\tINFO\tListening on 127.0.0.1:41235"
            ),
            Some(41235)
        );
    }
}
