//! A proxy between browser and site that can change the site's answers, to try faults in every engine.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::console;
use super::engine::Engine;

/// The longest request body, in bytes.
const LARGEST: usize = 64 << 20;

/// The name of the script that runs before any other in a page, if a test gives one.
const FIRST: &str = "first.js";

/// The site's answer to a request.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers, without the length.
    pub headers: HeaderMap,
    /// The body, never compressed.
    pub body: Vec<u8>,
    /// How long to wait before it is sent.
    pub delay: Duration,
    /// Where to wait before it is sent, if anywhere.
    pub gate: Option<Gate>,
}

/// Holds answers back until a test opens it. Clones are one gate.
#[derive(Clone)]
pub struct Gate(watch::Sender<bool>);

impl Gate {
    /// A gate that is shut.
    pub fn shut() -> Self {
        Self(watch::Sender::new(false))
    }

    /// Lets through what waits, and what comes later.
    pub fn open(&self) {
        self.0.send_replace(true);
    }

    /// Waits until it is open.
    async fn pass(&self) {
        // It fails only without a sender, which `self` is.
        let _ = self.0.subscribe().wait_for(|open| *open).await;
    }
}

impl Answer {
    /// Makes it a 404.
    pub fn missing(&mut self) {
        self.status = StatusCode::NOT_FOUND;
        self.body.clear();
    }

    /// Makes it a file with this name.
    pub fn file(&mut self, name: &str, bytes: &[u8]) {
        let kind = match name.rsplit_once('.').map_or("", |(_, end)| end) {
            "html" => "text/html; charset=utf-8",
            "js" => "text/javascript",
            "css" => "text/css",
            "wasm" => "application/wasm",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "webmanifest" => "application/manifest+json",
            _ => "text/plain",
        };
        self.status = StatusCode::OK;
        self.headers
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        // These describe the file that it was.
        for name in [header::ETAG, header::LAST_MODIFIED, header::CONTENT_RANGE] {
            self.headers.remove(name);
        }
        self.body = bytes.to_vec();
    }

    /// Makes a page run `script` before any other.
    pub fn run_first(&mut self, path: &str, script: &str) {
        if path.ends_with(FIRST) {
            self.file(FIRST, script.as_bytes());
        } else if is_html(&self.headers) {
            // As a file of the site, which policies allow.
            let tag = format!("<script src={FIRST}></script><title>");
            let html = String::from_utf8_lossy(&self.body).replacen("<title>", &tag, 1);
            self.body = html.into_bytes();
        }
    }

    /// Forbids all scripts in the page.
    pub fn forbid_scripts(&mut self) {
        if is_html(&self.headers) {
            let policy = HeaderValue::from_static("sandbox allow-same-origin");
            self.header("content-security-policy", policy);
        }
    }

    /// Adds a header.
    pub fn header(&mut self, name: &'static str, value: HeaderValue) {
        self.headers.append(name, value);
    }
}

/// Changes the answer to a request for a path such as `/x/plan.json`.
pub type Alteration = Arc<dyn Fn(&str, &mut Answer) + Send + Sync>;

/// A proxy that runs until it is dropped.
pub struct Server {
    url: String,
    task: JoinHandle<()>,
}

struct Site {
    url: String,
    client: reqwest::Client,
    alter: Option<Alteration>,
    engine: Engine,
}

impl Server {
    /// Starts a proxy for the site at `url`.
    pub fn start(
        runtime: &Handle,
        url: &str,
        engine: Engine,
        alter: Option<Alteration>,
    ) -> Result<Self> {
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .context("cannot make an HTTP client")?;
        let site = Arc::new(Site {
            url: url.trim_end_matches('/').to_owned(),
            client,
            alter,
            engine,
        });
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .context("no port is free for a server")?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let entered = runtime.enter();
        let listener = tokio::net::TcpListener::from_std(listener)?;
        drop(entered);
        let router = Router::new().fallback(forward).with_state(site);
        let task = runtime.spawn(async move {
            // Serving ends with the task; single connections fail on their own.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self {
            url: format!("http://{address}/"),
            task,
        })
    }

    /// The URL of the proxy, with a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops it and waits until it has stopped.
    pub async fn stop(mut self) {
        self.task.abort();
        // The error says that it was aborted.
        let _ = (&mut self.task).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn forward(State(site): State<Arc<Site>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if site.engine == Engine::Webkit && path.ends_with(console::SCRIPT_NAME) {
        return console::script().into_response();
    }
    // The service worker checks the bytes of pages that it caches, so only pages that are shown are changed.
    let destination = request.headers().get("sec-fetch-dest");
    let shown = destination.is_some_and(|found| found == "document" || found == "iframe");
    match ask(&site, request).await {
        Ok(mut answer) => {
            if let Some(alter) = &site.alter {
                alter(&path, &mut answer);
            }
            tokio::time::sleep(answer.delay).await;
            if let Some(gate) = &answer.gate {
                gate.pass().await;
            }
            if site.engine == Engine::Webkit && shown && is_html(&answer.headers) {
                console::keep_in(&mut answer.body);
            }
            let mut response = Response::new(Body::from(answer.body));
            *response.status_mut() = answer.status;
            *response.headers_mut() = answer.headers;
            // So that no connection outlives the proxy.
            response
                .headers_mut()
                .insert(header::CONNECTION, HeaderValue::from_static("close"));
            response
        }
        Err(error) => (StatusCode::BAD_GATEWAY, format!("{error:#}")).into_response(),
    }
}

async fn ask(site: &Site, request: Request) -> Result<Answer> {
    let (parts, body) = request.into_parts();
    let asked = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let mut headers = parts.headers;
    headers.remove(header::HOST);
    // No 304: the browser's copy may be of an altered answer.
    headers.remove(header::IF_NONE_MATCH);
    headers.remove(header::IF_MODIFIED_SINCE);
    headers.insert(
        header::ACCEPT_ENCODING,
        HeaderValue::from_static("identity"),
    );
    let answer = site
        .client
        .request(parts.method, format!("{}{asked}", site.url))
        .headers(headers)
        .body(to_bytes(body, LARGEST).await?)
        .send()
        .await?;
    let status = answer.status();
    let mut headers = answer.headers().clone();
    headers.remove(header::CONTENT_LENGTH);
    headers.remove(header::TRANSFER_ENCODING);
    Ok(Answer {
        status,
        headers,
        body: answer.bytes().await?.to_vec(),
        delay: Duration::ZERO,
        gate: None,
    })
}

fn is_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}
