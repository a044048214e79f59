//! A page in a browser: what a reader does in it and sees of it.

use std::cell::RefCell;
use std::fmt::Debug;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use thirtyfour::{By, Key, TypingData, WebDriver, WebElement};

use super::accessibility::{self, Rules, Violation};
use super::console;
use super::emulation::{self, Pointer};
use super::engine::Engine;
use super::environment::Environment;
use super::session::Session;
use super::tree::{self, Node};

/// How long anything may take, the start of the app included.
const LIMIT: Duration = Duration::from_secs(30);
/// How often a condition is checked.
const INTERVAL: Duration = Duration::from_millis(30);

/// One page in one browser.
pub struct Page {
    session: Session,
    environment: &'static Environment,
    /// The URL of its site, with a slash at the end.
    site: String,
    /// The console so far, as the browser returns each line once.
    console: RefCell<Vec<String>>,
}

impl Page {
    pub(super) fn new(session: Session, environment: &'static Environment, site: String) -> Self {
        Self {
            session,
            environment,
            site,
            console: RefCell::default(),
        }
    }

    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    pub(super) fn into_session(self) -> Session {
        self.session
    }

    /// The driver, for what the other functions do not offer.
    pub fn driver(&self) -> &WebDriver {
        &self.session.driver
    }

    fn engine(&self) -> Engine {
        self.environment.engine
    }

    /// Sends a command of the Chrome DevTools Protocol. A test that needs it runs in Chromium only and is
    /// listed in `LIMITS`.
    pub async fn command(&self, method: &str, parameters: Value) -> Result<Value> {
        ensure!(
            self.engine() == Engine::Chromium,
            "{method} exists in Chromium only: find a way for every engine, or list the test in LIMITS"
        );
        self.session.spoil();
        emulation::command(self.driver(), method, parameters).await
    }

    /// Runs JavaScript in the page and gives what it returns.
    pub async fn js(&self, code: &str) -> Result<Value> {
        let outcome = self.driver().execute(code, vec![]).await;
        Ok(outcome
            .with_context(|| format!("this script failed: {code}"))?
            .json()
            .clone())
    }

    // Going places.

    /// Goes to `path`, such as `/?view=map` or `/x/`, as a typed address does. Does not wait for the app.
    pub async fn go(&self, path: &str) -> Result<()> {
        let url = format!("{}{}", self.site, path.trim_start_matches('/'));
        // In WebKit the page itself keeps the console and would lose it.
        self.console().await?;
        self.driver()
            .goto(&url)
            .await
            .with_context(|| format!("cannot open {url}"))
    }

    /// Waits until the app has drawn itself.
    ///
    /// WebKitGTK ends the program at its start now and then (docs/reliability.md), and runs it when the
    /// page is loaded again. The cause is unknown. There the page is loaded again, up to three times.
    pub async fn wait_until_ready(&self) -> Result<()> {
        const ENDED: &str = "程序刚启动就出了错。";
        let state = "return document.documentElement.hasAttribute('data-ready') ? 'ready'
            : document.querySelector('#failure:not([hidden]) .why')?.textContent ?? ''";
        let mut reloads = if self.engine() == Engine::Webkit {
            3
        } else {
            0
        };
        loop {
            let found = self
                .wait_for(
                    "html[data-ready], the sign that the app has started",
                    async || self.js(state).await,
                    |state| state == "ready" || (reloads > 0 && state == ENDED),
                )
                .await;
            match found {
                Ok(state) if state == ENDED => {
                    println!("    WebKitGTK ended the program at its start; loading again");
                    reloads -= 1;
                    self.driver().refresh().await.context("cannot load again")?;
                }
                Ok(_) => return Ok(()),
                Err(error) => bail!(
                    "{error:#}. The console:\n{}",
                    self.console().await?.join("\n")
                ),
            }
        }
    }

    /// Loads the page again and waits for the app.
    pub async fn reload(&self) -> Result<()> {
        self.console().await?;
        self.driver()
            .refresh()
            .await
            .context("cannot load the page again")?;
        self.wait_until_ready().await
    }

    /// Goes back one entry of the history.
    pub async fn back(&self) -> Result<()> {
        self.driver().back().await.context("cannot go back")
    }

    /// Goes forward one entry of the history.
    pub async fn forward(&self) -> Result<()> {
        self.driver().forward().await.context("cannot go forward")
    }

    /// The whole address.
    pub async fn url(&self) -> Result<String> {
        Ok(self
            .driver()
            .current_url()
            .await
            .context("the page has no address")?
            .into())
    }

    /// What follows the `?` of the address, as it stands there; empty without one.
    pub async fn query(&self) -> Result<String> {
        let url = self
            .driver()
            .current_url()
            .await
            .context("the page has no address")?;
        Ok(url.query().unwrap_or_default().to_owned())
    }

    // Doing things.

    /// Clicks the one visible element that `css` matches, as soon as it can be clicked.
    pub async fn click(&self, css: &str) -> Result<()> {
        self.retried(async || self.click_now(css).await)
            .await
            .with_context(|| format!("{css} cannot be clicked"))
    }

    async fn click_now(&self, css: &str) -> Result<()> {
        let element = self.element(css).await?;
        // Some drivers compute where the element is before their own scrolling has ended.
        self.bring_to_rest(&element, "nearest").await?;
        // And do not find elements of an SVG whose children alone are drawn.
        let is_drawn = "return !!arguments[0].ownerSVGElement";
        let drawn = self
            .driver()
            .execute(is_drawn, vec![element.to_json()?])
            .await?;
        if drawn.json() == &Value::Bool(true) {
            let middle = self.middle(css).await?;
            return emulation::stroke(self.driver(), Pointer::Mouse, &[middle]).await;
        }
        Ok(element.click().await?)
    }

    /// Scrolls an element into sight, to the given `block` of the window, and waits until it stays in its place:
    /// a driver computes where it is, and presses there a moment later.
    async fn bring_to_rest(&self, element: &WebElement, block: &str) -> Result<()> {
        let code = "arguments[0].scrollIntoView({ block: arguments[1], behavior: 'instant' });
            const r = arguments[0].getBoundingClientRect();
            return [r.x, r.y, r.width, r.height]";
        let (start, element) = (Instant::now(), element.to_json()?);
        let mut before = Value::Null;
        // Something that never rests is pressed in the end.
        while start.elapsed() < LIMIT {
            let answer = self
                .driver()
                .execute(code, vec![element.clone(), json!(block)])
                .await?;
            if *answer.json() == before {
                break;
            }
            before = answer.json().clone();
            tokio::time::sleep(INTERVAL).await;
        }
        Ok(())
    }

    /// Repeats `act` while its element is still moved, covered or replaced: the page draws an answer in more
    /// than one frame, and a driver that looks in between refuses and does nothing.
    async fn retried<T>(&self, act: impl AsyncFn() -> Result<T>) -> Result<T> {
        let start = Instant::now();
        loop {
            match act().await {
                Err(error) if start.elapsed() < LIMIT && is_passing(&error) => {
                    tokio::time::sleep(INTERVAL).await;
                }
                outcome => return outcome,
            }
        }
    }

    /// Types `text` where the focus is, over whatever has it.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        // One by one: WebKitGTK's driver confuses successive characters of the same key.
        for letter in text.chars() {
            if self.engine() == Engine::Webkit && letter == '?' {
                // And does not hold Shift for characters that need it.
                let keys = self.driver().action_chain().key_down(Key::Shift);
                let keys = keys.send_keys(letter.to_string()).key_up(Key::Shift);
                keys.perform().await.context("cannot press the key")?;
            } else {
                self.press(letter.to_string()).await?;
            }
        }
        Ok(())
    }

    /// Empties the field that `css` matches, and types `text` there.
    pub async fn fill(&self, css: &str, text: &str) -> Result<()> {
        // WebKitGTK's driver scrolls the page only, and not what scrolls in it.
        self.js(&format!(
            "document.querySelector({css:?})?.scrollIntoView({{ block: 'nearest', behavior: 'instant' }})"
        ))
        .await?;
        self.retried(async || Ok(self.element(css).await?.clear().await?))
            .await
            .with_context(|| format!("{css} cannot be emptied"))?;
        let element = self.element(css).await?;
        element
            .send_keys(text)
            .await
            .with_context(|| format!("{css} takes no text"))
    }

    /// Presses a key, such as `Key::Tab`, where the focus is.
    pub async fn press(&self, key: impl Into<TypingData>) -> Result<()> {
        self.driver()
            .action_chain()
            .send_keys(key)
            .perform()
            .await
            .context("cannot press the key")
    }

    /// Touches the middle of the one element that `css` matches with a finger.
    pub async fn tap(&self, css: &str) -> Result<()> {
        let middle = self.retried(async || self.middle(css).await).await?;
        emulation::stroke(self.driver(), Pointer::Finger, &[middle]).await
    }

    /// The middle of the one element that `css` matches, in the window.
    async fn middle(&self, css: &str) -> Result<(f64, f64)> {
        let element = self.element(css).await?;
        self.bring_to_rest(&element, "center").await?;
        // Of its first line, if it is text over several.
        let middle = "const r = arguments[0].getClientRects()[0];
            return [r.x + r.width / 2, r.y + r.height / 2]";
        let answer = self
            .driver()
            .execute(middle, vec![element.to_json()?])
            .await?;
        answer.convert().context("it is nowhere")
    }

    /// Shows the page as it would be printed.
    pub async fn print(&self) -> Result<()> {
        emulation::print(self.driver(), self.engine(), self.session.settings()).await
    }

    // Seeing things.

    /// The one element that `css` matches; waits for it, and fails if there are several.
    pub async fn element(&self, css: &str) -> Result<WebElement> {
        let find = async || Ok(self.driver().find_all(By::Css(css)).await?);
        let mut found = self
            .wait_for(&format!("{css} to match"), find, |all| !all.is_empty())
            .await?;
        ensure!(
            found.len() == 1,
            "{css} matches {} elements, not one",
            found.len()
        );
        found
            .pop()
            .with_context(|| format!("{css} matches nothing"))
    }

    /// How many elements `css` matches now.
    pub async fn count(&self, css: &str) -> Result<usize> {
        Ok(self.driver().find_all(By::Css(css)).await?.len())
    }

    /// Whether `css` matches anything now.
    pub async fn exists(&self, css: &str) -> Result<bool> {
        Ok(self.count(css).await? > 0)
    }

    /// The visible text of the one element that `css` matches.
    pub async fn text(&self, css: &str) -> Result<String> {
        self.retried(async || Ok(self.element(css).await?.text().await?))
            .await
    }

    /// The visible text of each element that `css` matches now.
    pub async fn texts(&self, css: &str) -> Result<Vec<String>> {
        // One command instead of one for each element: lists have hundreds.
        let code =
            "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())";
        let answer = self.driver().execute(code, vec![json!(css)]).await?;
        answer
            .convert()
            .with_context(|| format!("the texts of {css} are none"))
    }

    /// The attribute `name` of the one element that `css` matches.
    pub async fn attribute(&self, css: &str, name: &str) -> Result<Option<String>> {
        // By script: WebKitGTK's driver makes relative addresses absolute.
        let code = "return arguments[0].getAttribute(arguments[1])";
        self.retried(async || {
            let element = self.element(css).await?.to_json()?;
            let answer = self.driver().execute(code, vec![element, json!(name)]);
            Ok(answer.await?.json().as_str().map(str::to_owned))
        })
        .await
    }

    /// The accessibility node of each element that `css` matches now and that is not hidden from sight or
    /// from assistive technology.
    pub async fn tree(&self, css: &str) -> Result<Vec<Node>> {
        let mut nodes = Vec::new();
        for element in self.driver().find_all(By::Css(css)).await? {
            let hidden = "const e = arguments[0];
                return !e.checkVisibility({ visibilityProperty: true }) || !!e.closest('[aria-hidden=true], [inert]')";
            let hidden = self.driver().execute(hidden, vec![element.to_json()?]);
            if hidden.await?.json() == &Value::Bool(false) {
                nodes.push(tree::node(self.driver(), &element).await?);
            }
        }
        Ok(nodes)
    }

    /// What has the focus: its tag, its id or else its classes, and the start of its name, as in
    /// `button#more "more"`; `body` when nothing has it.
    pub async fn focused(&self) -> Result<String> {
        let code = "
            const e = document.activeElement;
            if (!e || e === document.body) return 'body';
            const which = e.id ? '#' + e.id : [...e.classList].map(c => '.' + c).join('');
            const name = e.getAttribute('aria-label') || e.innerText || e.placeholder || '';
            return e.localName + which + (name ? ' \"' + name.trim().slice(0, 40) + '\"' : '');";
        Ok(self.js(code).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the text on the clipboard is as wanted, and gives it.
    pub async fn wait_for_clipboard(&self, is_wanted: impl Fn(&String) -> bool) -> Result<String> {
        let read = async || emulation::clipboard(self.driver(), self.engine()).await;
        self.wait_for("the clipboard", read, is_wanted).await
    }

    /// Writes a picture of what the window shows.
    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        self.driver()
            .screenshot(path)
            .await
            .context("the browser sent no picture")
    }

    // Waiting.

    /// Repeats `ask` until `enough` accepts its answer, and returns that; `what` describes it in the error.
    pub async fn wait_for<T: Debug>(
        &self,
        what: &str,
        ask: impl AsyncFn() -> Result<T>,
        enough: impl Fn(&T) -> bool,
    ) -> Result<T> {
        let start = Instant::now();
        loop {
            let answer = ask().await?;
            if enough(&answer) {
                return Ok(answer);
            }
            if start.elapsed() > LIMIT {
                bail!(
                    "waited {} s for {what}; there is {answer:?}",
                    LIMIT.as_secs()
                );
            }
            tokio::time::sleep(INTERVAL).await;
        }
    }

    /// Waits until what follows the `?` of the address is exactly `query`.
    pub async fn wait_for_query(&self, query: &str) -> Result<()> {
        let what = format!("the address to end in ?{query}");
        self.wait_for(&what, async || self.query().await, |found| found == query)
            .await?;
        Ok(())
    }

    /// Waits until the one element that `css` matches shows exactly `text`.
    pub async fn wait_for_text(&self, css: &str, text: &str) -> Result<()> {
        let what = format!("{css} to say {text:?}");
        let is_it =
            |found: &Vec<String>| found.len() == 1 && found.iter().all(|found| found == text);
        self.wait_for(&what, async || self.texts(css).await, is_it)
            .await?;
        Ok(())
    }

    /// Waits until the text of `css` has more than `least` characters, and gives it. WebKitGTK counts text as
    /// visible only once it is drawn.
    pub async fn wait_for_much_text(&self, css: &str, least: usize) -> Result<String> {
        let what = format!("more than {least} characters of text in {css}");
        let enough = |text: &String| text.chars().count() > least;
        self.wait_for(&what, async || self.text(css).await, enough)
            .await
    }

    /// Waits until `css` matches exactly `count` elements.
    pub async fn wait_for_count(&self, css: &str, count: usize) -> Result<()> {
        let what = format!("{css} to match {count} elements");
        self.wait_for(
            &what,
            async || self.count(css).await,
            |found| *found == count,
        )
        .await?;
        Ok(())
    }

    // Checking.

    /// Everything that the page has written to the console so far.
    pub async fn console(&self) -> Result<Vec<String>> {
        let new = console::read(self.driver(), self.engine()).await?;
        self.console.borrow_mut().extend(new);
        Ok(self.console.borrow().clone())
    }

    /// Fails if the console holds errors: exceptions, files not found, policies violated.
    pub async fn assert_no_console_errors(&self) -> Result<()> {
        let mut lines = self.console().await?;
        lines.retain(|line| line.starts_with(console::SEVERE));
        ensure!(
            lines.is_empty(),
            "the page complains:\n{}",
            lines.join("\n")
        );
        Ok(())
    }

    /// What axe-core finds by these rules, as the page stands now.
    pub async fn axe(&self, rules: Rules) -> Result<Vec<Violation>> {
        accessibility::check(self.driver(), &self.environment.axe, rules).await
    }

    /// Fails if axe-core finds anything.
    pub async fn assert_accessible(&self) -> Result<()> {
        self.assert_keeps(Rules::All).await
    }

    /// Fails if axe-core finds anything by these rules.
    pub async fn assert_keeps(&self, rules: Rules) -> Result<()> {
        let found = self.axe(rules).await?;
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        ensure!(
            found.is_empty(),
            "{} is not accessible:\n{}",
            self.url().await?,
            found.join("\n")
        );
        Ok(())
    }
}

/// Whether a driver refused, without doing anything, because the element was not in its place yet.
fn is_passing(error: &anyhow::Error) -> bool {
    error.downcast_ref::<WebDriverError>().is_some_and(|error| {
        matches!(
            error.as_inner(),
            WebDriverErrorInner::ElementClickIntercepted(_)
                | WebDriverErrorInner::ElementNotInteractable(_)
                | WebDriverErrorInner::StaleElementReference(_)
        )
    })
}
