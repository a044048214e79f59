//! Emulation: window size, preferences of the reader, touch, print, clipboard.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};
use thirtyfour::{Key, WebDriver};

use super::engine::Engine;
use super::gecko;
use super::session::Settings;

/// Firefox's window is not narrower than this; a page in it can be.
const NARROWEST_FIREFOX: u32 = 500;
/// How long a window may take to get its size.
const LIMIT: Duration = Duration::from_secs(30);
const INTERVAL: Duration = Duration::from_millis(30);
/// More than the height of Firefox's own bars.
const FIREFOX_BARS: u32 = 120;

/// Sets the size of the page, whatever that of its window. Ends the print emulation of an earlier test.
const SIZE_IN_FIREFOX: &str = "
    const [width, height] = arguments;
    const page = gBrowser.selectedBrowser;
    for (const limit of ['min', 'max']) {
        page.style.setProperty(`${limit}-width`, `${width}px`);
        page.style.setProperty(`${limit}-height`, `${height}px`);
    }
    page.browsingContext.mediumOverride = '';";

/// Swaps the style rules for print and for the screen.
const RULES_FOR_PAPER: &str = "
    const turn = rules => {
        for (const rule of rules) {
            if (rule.media) {
                const turned = rule.media.mediaText.replace(/screen|print/g, type => type === 'print' ? 'all' : 'print');
                rule.media.mediaText = turned;
            }
            if (rule.cssRules) turn(rule.cssRules);
        }
    };
    for (const sheet of document.styleSheets) turn(sheet.cssRules);";

/// Sends a command of the DevTools Protocol to Chromium.
pub async fn command(driver: &WebDriver, method: &str, parameters: Value) -> Result<Value> {
    let sent = driver.cdp().send_raw(method, parameters).await;
    sent.with_context(|| format!("the browser refused {method}"))
}

/// Makes the inside of the window `width` by `height`, in CSS pixels, for a reader with `settings`.
/// In Firefox and WebKitGTK the settings are those that the browser was started with.
pub async fn set(
    driver: &WebDriver,
    engine: Engine,
    (width, height): (u32, u32),
    settings: Settings,
) -> Result<()> {
    match engine {
        Engine::Chromium => {
            let phone = settings.phone;
            let metrics = json!({
                "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone,
            });
            command(driver, "Emulation.setDeviceMetricsOverride", metrics).await?;
            let touch = json!({ "enabled": phone });
            command(driver, "Emulation.setTouchEmulationEnabled", touch).await?;
            chromium_media(driver, settings, "").await?;
            // A page without focus, as in a window behind others, gets no keys and may not copy.
            let focus = json!({ "enabled": true });
            command(driver, "Emulation.setFocusEmulationEnabled", focus).await?;
        }
        Engine::Firefox => {
            let outer = (width.max(NARROWEST_FIREFOX), height + FIREFOX_BARS);
            driver.set_window_rect(0, 0, outer.0, outer.1).await?;
            let size = vec![json!(width), json!(height)];
            gecko::ask(driver, SIZE_IN_FIREFOX, size).await?;
        }
        Engine::Webkit => driver
            .set_window_rect(0, 0, width, height)
            .await
            .map(drop)?,
    }
    // In Chromium it takes effect with the next page; the windows of the others take a moment.
    if engine == Engine::Chromium {
        return Ok(());
    }
    let start = Instant::now();
    let mut outer = (width, height);
    loop {
        let found = inside(driver).await?;
        if found == (width, height) {
            break;
        }
        ensure!(
            start.elapsed() < LIMIT,
            "the window's inside is {found:?}, not {width} by {height}"
        );
        if engine == Engine::Webkit {
            // The window's own bar takes some height from the page once it is drawn.
            outer.0 = (outer.0 + width).saturating_sub(found.0);
            outer.1 = (outer.1 + height).saturating_sub(found.1);
            driver.set_window_rect(0, 0, outer.0, outer.1).await?;
        }
        tokio::time::sleep(INTERVAL).await;
    }
    Ok(())
}

async fn inside(driver: &WebDriver) -> Result<(u32, u32)> {
    let answer = driver
        .execute("return [innerWidth, innerHeight]", vec![])
        .await?;
    answer.convert().context("the window has no size")
}

/// Shows the page as it would be printed.
pub async fn print(driver: &WebDriver, engine: Engine, settings: Settings) -> Result<()> {
    match engine {
        Engine::Chromium => chromium_media(driver, settings, "print").await,
        Engine::Firefox => {
            let code = "gBrowser.selectedBrowser.browsingContext.mediumOverride = 'print'";
            gecko::ask(driver, code, vec![]).await.map(drop)
        }
        // It has no print emulation, so the style rules are swapped.
        Engine::Webkit => {
            driver.execute(RULES_FOR_PAPER, vec![]).await?;
            Ok(())
        }
    }
}

async fn chromium_media(driver: &WebDriver, settings: Settings, media: &str) -> Result<()> {
    let (scheme, forced) = match settings.scheme {
        "forced" => ("dark", "active"),
        scheme => (scheme, "none"),
    };
    let features = json!([
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "forced-colors", "value": forced },
        { "name": "prefers-reduced-motion", "value": settings.motion },
    ]);
    let parameters = json!({ "media": media, "features": features });
    command(driver, "Emulation.setEmulatedMedia", parameters).await?;
    Ok(())
}

/// What presses on the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// A mouse, its first button pressed.
    Mouse,
    /// A finger. WebKitGTK's driver treats it as a mouse.
    Finger,
}

/// Presses at the first point, moves to the others, and releases at the last.
pub async fn stroke(driver: &WebDriver, pointer: Pointer, points: &[(f64, f64)]) -> Result<()> {
    let to = |&(x, y): &(f64, f64)| {
        json!({
            "type": "pointerMove", "duration": 30, "origin": "viewport",
            "x": x.round() as i64, "y": y.round() as i64,
        })
    };
    let mut actions: Vec<Value> = points.iter().map(to).collect();
    actions.insert(
        1.min(actions.len()),
        json!({ "type": "pointerDown", "button": 0 }),
    );
    actions.push(json!({ "type": "pointerUp", "button": 0 }));
    let kind = match pointer {
        Pointer::Mouse => "mouse",
        Pointer::Finger => "touch",
    };
    let sources = json!([{
        "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions,
    }]);
    let stroke = Command::PerformActions(Actions::from(sources));
    driver
        .handle()
        .cmd(stroke)
        .await
        .context("the pointer cannot be moved")?;
    Ok(())
}

/// The text on the clipboard.
pub async fn clipboard(driver: &WebDriver, engine: Engine) -> Result<String> {
    const READ: &str = "const done = arguments[0];
        navigator.clipboard.readText().then(done, error => done('unreadable: ' + error))";
    /// As another program reads it, without the page.
    const READ_IN_FIREFOX: &str = "
        const taken = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable);
        taken.init(null);
        taken.addDataFlavor('text/plain');
        Services.clipboard.getData(taken, Ci.nsIClipboard.kGlobalClipboard);
        const text = {};
        try { taken.getTransferData('text/plain', text); } catch { return ''; }
        return text.value.QueryInterface(Ci.nsISupportsString).data;";
    const FIELD: &str = "
        const field = document.createElement('textarea');
        field.id = 'pasted';
        (document.querySelector('dialog[open]') ?? document.body).append(field);
        field.focus({ preventScroll: true })";
    const PASTED: &str = "
        const field = document.getElementById('pasted'), text = field.value;
        field.remove();
        return text";
    let answer = match engine {
        Engine::Firefox => gecko::ask(driver, READ_IN_FIREFOX, vec![]).await?,
        Engine::Chromium => {
            let both = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
            command(driver, "Browser.grantPermissions", both).await?;
            driver.execute_async(READ, vec![]).await?.json().clone()
        }
        // A page may not read it, but a reader can paste it.
        Engine::Webkit => {
            driver.execute(FIELD, vec![]).await?;
            let paste = driver.action_chain().key_down(Key::Control).send_keys("v");
            paste.key_up(Key::Control).perform().await?;
            driver.execute(PASTED, vec![]).await?.json().clone()
        }
    };
    Ok(answer.as_str().unwrap_or_default().to_owned())
}
