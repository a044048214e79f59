//! Pictures of the page, to look at: each address at each width, light and dark.

use std::fs;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

use crate::cli::BuildOptions;
use crate::driver::{CHROMIUM_FLAGS, Drivers};
use crate::engine::Engine;
use crate::server;
use crate::site;
use crate::tools::{Browser, Toolbox};
use crate::workspace::Workspace;

/// What is pictured when nothing is asked for: every view, and one narrowed.
const ADDRESSES: [&str; 14] = [
    "",
    "view=timeline",
    "view=map",
    "view=timeline&period=15",
    "view=projects",
    "view=figures",
    "view=matrix",
    "view=compare&county=linzhou,nimu",
    "view=text",
    "view=about",
    "county=nimu&at=m1&lang=en",
    "view=compare&theme=rural,ecology&lang=en",
    "view=map&county=nimu&embed=1",
    "theme=ecology&county=dangxiong",
];

/// Below this width the page is shown as a telephone shows it, with a finger to point.
const TELEPHONE: u32 = 600;

/// How long the page may take to start.
const PATIENCE: Duration = Duration::from_secs(20);

/// What `cargo xtask screenshots` may be told.
#[derive(Args)]
pub struct Options {
    /// Queries of the addresses to picture, such as `view=map` or `?q=拉萨河`; "" is the bare page
    addresses: Vec<String>,
    /// Widths, in CSS pixels
    #[arg(long = "width", value_delimiter = ',', default_values_t = [360, 768, 1440])]
    widths: Vec<u32>,
    /// Colour schemes
    #[arg(long = "scheme", value_delimiter = ',', default_values_t = [Scheme::Light, Scheme::Dark])]
    schemes: Vec<Scheme>,
    /// The whole length of the page instead of what a screen shows of it
    #[arg(long)]
    full: bool,
    /// JavaScript to run in the page before the picture is taken
    #[arg(long)]
    js: Option<String>,
    /// Picture what the last build left
    #[arg(long)]
    no_build: bool,
    #[command(flatten)]
    build: BuildOptions,
}

#[derive(Clone, Copy, ValueEnum)]
enum Scheme {
    Light,
    Dark,
    /// The few colours of a system that forces its own on every page
    Forced,
}

impl std::fmt::Display for Scheme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Forced => "forced",
        })
    }
}

/// Takes the pictures and prints where they are.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let toolbox = Toolbox::open(workspace)?;
    let browser = toolbox.browser(Engine::Chromium)?;
    let mode = options.build.mode();
    if !options.no_build {
        let url = options.build.site_url()?;
        site::build(workspace, &toolbox.for_build()?, mode, url.as_ref())?;
    }
    let listener = server::listen(IpAddr::V4(Ipv4Addr::LOCALHOST), 0)?;
    let running = server::start(listener, &workspace.site(mode), "/")?;
    let drivers = Drivers::start(&browser, 1, false, &workspace.at("target/drivers"))?;
    let driver = drivers.urls().first().context("no driver runs")?;
    let directory = workspace.at("target/screenshots");
    fs::create_dir_all(&directory)
        .with_context(|| format!("cannot create {}", directory.display()))?;

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start a thread")?;
    runtime.block_on(async {
        let camera = Camera::open(driver, &browser).await?;
        let outcome = shoot(&camera, running.url(), options, workspace, &directory).await;
        camera
            .driver
            .quit()
            .await
            .context("the browser did not close")?;
        outcome
    })
}

async fn shoot(
    camera: &Camera,
    url: &str,
    options: &Options,
    workspace: &Workspace,
    directory: &Path,
) -> Result<()> {
    let default: Vec<String> = ADDRESSES.map(str::to_owned).to_vec();
    let addresses = if options.addresses.is_empty() {
        &default
    } else {
        &options.addresses
    };
    let mut never_ready = 0;
    for address in addresses {
        let query = address.trim_start_matches('/').trim_start_matches('?');
        let page = if query.is_empty() {
            url.to_owned()
        } else {
            format!("{url}?{query}")
        };
        for &width in &options.widths {
            for &scheme in &options.schemes {
                camera.set(width, scheme).await?;
                let ready = camera.visit(&page, options.js.as_deref()).await?;
                let picture = camera.picture(options.full).await?;
                let path = directory.join(format!("{}-{width}-{scheme}.png", name_of(query)));
                fs::write(&path, picture)
                    .with_context(|| format!("cannot write {}", path.display()))?;
                println!("{}", workspace.shown(&path));
                for line in camera.console().await {
                    println!("    {line}");
                }
                if !ready {
                    println!(
                        "    html[data-ready] did not appear within {} s",
                        PATIENCE.as_secs()
                    );
                    never_ready += 1;
                }
            }
        }
    }
    if never_ready > 0 {
        bail!("the page did not start for {never_ready} of the pictures");
    }
    Ok(())
}

/// A browser whose window is set to whatever is to be pictured.
struct Camera {
    driver: WebDriver,
}

impl Camera {
    async fn open(url: &str, browser: &Browser) -> Result<Self> {
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities.set_binary(&browser.program.to_string_lossy())?;
        for flag in CHROMIUM_FLAGS {
            capabilities.add_arg(flag)?;
        }
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::Warning)?;
        let driver = WebDriver::new(url, capabilities)
            .await
            .context("the browser did not start")?;
        driver.set_script_timeout(PATIENCE * 2).await?;
        Ok(Self { driver })
    }

    async fn command(&self, method: &str, parameters: Value) -> Result<Value> {
        self.driver
            .cdp()
            .send_raw(method, parameters)
            .await
            .with_context(|| format!("the browser refused {method}"))
    }

    async fn set(&self, width: u32, scheme: Scheme) -> Result<()> {
        let telephone = width < TELEPHONE;
        let height = if telephone { 740 } else { 900 };
        self.command(
            "Emulation.setDeviceMetricsOverride",
            json!({
                "width": width, "height": height, "deviceScaleFactor": 1, "mobile": telephone,
            }),
        )
        .await?;
        self.command(
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": telephone }),
        )
        .await?;
        let (colours, forced) = match scheme {
            Scheme::Light => ("light", "none"),
            Scheme::Dark => ("dark", "none"),
            Scheme::Forced => ("dark", "active"),
        };
        self.command(
            "Emulation.setEmulatedMedia",
            json!({
                "features": [
                    { "name": "prefers-color-scheme", "value": colours },
                    { "name": "forced-colors", "value": forced },
                    // A picture in the middle of a movement shows nothing that lasts.
                    { "name": "prefers-reduced-motion", "value": "reduce" },
                ],
            }),
        )
        .await?;
        Ok(())
    }

    /// Loads `page`, waits until it has started and drawn itself, and gives whether it has.
    async fn visit(&self, page: &str, js: Option<&str>) -> Result<bool> {
        self.driver
            .goto(page)
            .await
            .with_context(|| format!("cannot open {page}"))?;
        let start = Instant::now();
        let mut ready = false;
        while !ready && start.elapsed() < PATIENCE {
            let asked = "return document.documentElement.hasAttribute('data-ready')";
            ready = self.driver.execute(asked, vec![]).await?.json() == &json!(true);
            if !ready {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        if let Some(js) = js {
            self.driver
                .execute(js, vec![])
                .await
                .context("the JavaScript of --js failed")?;
        }
        let drawn = "const done = arguments[0]; document.fonts.ready.then(() => \
                     requestAnimationFrame(() => requestAnimationFrame(() => done())))";
        self.driver
            .execute_async(drawn, vec![])
            .await
            .context("the page was not drawn")?;
        Ok(ready)
    }

    async fn picture(&self, full: bool) -> Result<Vec<u8>> {
        let mut parameters = json!({ "format": "png", "optimizeForSpeed": true });
        if full {
            let size = self.command("Page.getLayoutMetrics", json!({})).await?;
            let size = &size["cssContentSize"];
            parameters["captureBeyondViewport"] = json!(true);
            parameters["clip"] = json!({
                "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1,
            });
        }
        let answer = self.command("Page.captureScreenshot", parameters).await?;
        let text = answer["data"]
            .as_str()
            .context("the browser sent no picture")?;
        BASE64_STANDARD
            .decode(text)
            .context("the browser sent no picture")
    }

    /// What the page complained of since last asked.
    async fn console(&self) -> Vec<String> {
        let entries = self.driver.browser_log().await.unwrap_or_default();
        entries
            .into_iter()
            .map(|entry| format!("{}: {}", entry.level, entry.message))
            .collect()
    }
}

/// A file name for the page that `query` opens.
fn name_of(query: &str) -> String {
    let mut name = String::new();
    for character in query.chars() {
        if character.is_alphanumeric() || character == '_' {
            name.push(character);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_matches('-');
    // File names have 255 bytes at most, of which the width and the scheme need some.
    let short: String = name.chars().take(60).collect();
    if short.is_empty() {
        "page".to_owned()
    } else {
        short
    }
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_name_is_readable_and_has_nothing_a_file_name_may_not_have() {
        assert_eq!(name_of(""), "page");
        assert_eq!(
            name_of("view=map&theme=ecology,rural"),
            "view-map-theme-ecology-rural"
        );
        assert_eq!(name_of("q=拉萨河/../x"), "q-拉萨河-x");
        assert!(name_of(&"长".repeat(300)).len() <= 180);
    }
}
