//! Starts the WebDriver servers of a browser, and ends them together with every browser they started.

use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::iter::repeat_n;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::engine::Engine;
use crate::process::{self, Group};
use crate::tools::Browser;

/// How long a driver may take to start.
const STARTUP: Duration = Duration::from_secs(20);
/// Drivers of WebKitGTK beyond those in use. Its browser sometimes never starts, and then the driver that
/// waits for it takes no other session.
const SPARE: usize = 3;

/// Makes Chromium ask neither its user nor the network for anything.
pub const CHROMIUM_FLAGS: [&str; 11] = [
    "--headless",
    // Chromium's sandbox does not work for root, which containers and CI are. It only visits our own page.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // /dev/shm is small in containers, and Chromium crashes when it is full.
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    // The page follows the browser's language. Most readers' browsers are Chinese.
    "--accept-lang=zh-CN",
];

/// Drivers that run until this is dropped.
pub struct Drivers {
    processes: Vec<Group>,
    urls: Vec<String>,
    /// Where browsers put their profiles.
    temporary: PathBuf,
}

impl Drivers {
    /// Starts enough drivers for `browsers` browsers at once. Their output goes to a file each in `logs`.
    ///
    /// With `headed`, browsers show themselves on the machine's own screen.
    pub fn start(browser: &Browser, browsers: usize, headed: bool, logs: &Path) -> Result<Self> {
        // Not in the checkout: browsers put sockets there, whose paths must be short.
        let temporary = env::temp_dir().join(format!(
            "xtask-{}-{}",
            browser.engine.id(),
            std::process::id()
        ));
        for directory in [logs, &temporary] {
            fs::create_dir_all(directory)
                .with_context(|| format!("cannot create {}", directory.display()))?;
        }
        let mut drivers = Self {
            processes: Vec::new(),
            urls: Vec::new(),
            temporary,
        };
        // chromedriver runs any number of browsers, the others run one each.
        let (count, browsers_each) = match browser.engine {
            Engine::Chromium => (1, browsers),
            Engine::Firefox => (browsers, 1),
            Engine::Webkit => (browsers + SPARE, 1),
        };
        for number in 1..=count {
            let log = logs.join(format!("{}-driver-{number}.log", browser.engine.id()));
            let port = drivers
                .start_one(browser, headed, &log)
                .with_context(|| cannot_start(browser, &log))?;
            let url = format!("http://127.0.0.1:{port}");
            drivers.urls.extend(repeat_n(url, browsers_each));
        }
        Ok(drivers)
    }

    /// The address of a driver, once for each browser that can be open at the same time.
    pub fn urls(&self) -> &[String] {
        &self.urls
    }

    /// Starts one driver, and gives its port once it answers there.
    fn start_one(&mut self, browser: &Browser, headed: bool, log: &Path) -> Result<u16> {
        let log = File::create(log).with_context(|| format!("cannot create {}", log.display()))?;
        let port = free_port()?;
        let mut command = Command::new(&browser.driver);
        command.arg(format!("--port={port}"));
        match browser.engine {
            Engine::Chromium => {}
            Engine::Firefox => {
                // Lets the tests run scripts in the browser's own context.
                command.arg("--allow-system-access");
            }
            Engine::Webkit => {
                if let (Some(xvfb), false) = (&browser.xvfb, headed) {
                    command.env("DISPLAY", self.start_screen(xvfb, &log)?);
                }
                command
                    // Its sandbox does not work for root. It only visits our own page.
                    .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
                    // Where there is no session bus, accessibility would wait for one at each start.
                    .env("NO_AT_BRIDGE", "1");
            }
        }
        command.stdout(log.try_clone()?).stderr(log);
        self.spawn(command)?;
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            ensure!(
                start.elapsed() < STARTUP,
                "it does not answer at port {port} after {} s",
                STARTUP.as_secs()
            );
            thread::sleep(Duration::from_millis(20));
        }
        Ok(port)
    }

    /// Starts an invisible screen, and gives its name. Each browser needs its own, because browsers on one
    /// screen share the focus and the clipboard.
    fn start_screen(&mut self, xvfb: &Path, log: &File) -> Result<String> {
        let mut command = Command::new(xvfb);
        command
            // Takes any free number and prints it to file descriptor 1.
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24"])
            .args(["-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(log.try_clone()?);
        let stdout = self.spawn(command)?;
        let mut number = String::new();
        BufReader::new(stdout.context("Xvfb has no output")?).read_line(&mut number)?;
        ensure!(!number.trim().is_empty(), "Xvfb did not start");
        Ok(format!(":{}", number.trim()))
    }

    fn spawn(&mut self, mut command: Command) -> Result<Option<ChildStdout>> {
        command.env("TMPDIR", &self.temporary);
        let mut group = Group::spawn(command)?;
        let stdout = group.stdout();
        self.processes.push(group);
        Ok(stdout)
    }
}

impl Drop for Drivers {
    fn drop(&mut self) {
        self.processes.clear();
        let _ = fs::remove_dir_all(&self.temporary);
    }
}

fn cannot_start(browser: &Browser, log: &Path) -> String {
    let output = fs::read_to_string(log).unwrap_or_default();
    format!(
        "{} did not start. The end of {}:\n{}\n",
        browser.driver.display(),
        log.display(),
        process::tail(&output, 15)
    )
}

/// A port that is free now.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free")?;
    Ok(listener.local_addr()?.port())
}
