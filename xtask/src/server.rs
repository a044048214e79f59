//! Serving a built site as a static host would: compressed twins, types, and how long to keep what.

use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::str::FromStr;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tokio::runtime::{Builder, Runtime};
use tower_http::services::ServeDir;

/// How long a file is kept whose name holds what it holds.
pub const KEPT: &str = "public, max-age=31536000, immutable";
/// How long any other is: it may be, but is asked for each time.
pub const UNKEPT: &str = "no-cache";

/// A path that the site is served under, with a slash at both ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl FromStr for Base {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let inner = text.trim_matches('/');
        Ok(Self(if inner.is_empty() {
            "/".to_owned()
        } else {
            format!("/{inner}/")
        }))
    }
}

impl Base {
    /// The path, with a slash at both ends.
    pub fn path(&self) -> &str {
        &self.0
    }

    fn is_root(&self) -> bool {
        self.0 == "/"
    }
}

/// A server that answers until it is dropped.
pub struct Running {
    address: SocketAddr,
    runtime: Option<Runtime>,
}

impl Running {
    /// Where the site is, with a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Takes the port, so that nobody else does until something is served there.
pub fn listen(host: IpAddr, port: u16) -> Result<TcpListener> {
    match TcpListener::bind((host, port)) {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "port {port} on {host} is taken by another program; choose another with `--port`, or \
             `--port 0` for any that is free"
        ),
        Err(error) => Err(error).with_context(|| format!("cannot listen on port {port} of {host}")),
    }
}

/// Starts to serve `site` at `/`, and at `base` as well.
pub fn start(listener: TcpListener, site: &Path, base: &Base) -> Result<Running> {
    let index = site.join("index.html");
    if !index.is_file() {
        bail!(
            "there is no {}; build the site first: `cargo xtask build`",
            index.display()
        );
    }
    let address = listener.local_addr().context("the server has no address")?;
    listener
        .set_nonblocking(true)
        .context("the server's socket cannot be used")?;
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .context("the server cannot start its thread")?;
    let router = router(site, base);
    let entered = runtime.enter();
    let listener = tokio::net::TcpListener::from_std(listener)
        .context("the server's socket cannot be used")?;
    drop(entered);
    runtime.spawn(async move {
        // Serving ends with the runtime; single connections fail on their own.
        let _ = axum::serve(listener, router).await;
    });
    Ok(Running {
        address,
        runtime: Some(runtime),
    })
}

/// Serves `site` until the program is ended.
pub fn serve(listener: TcpListener, site: &Path, base: &Base, open: bool) -> Result<()> {
    let running = start(listener, site, base)?;
    let url = running.url();
    println!("serving {} at {url}", site.display());
    let mut page = url.clone();
    if !base.is_root() {
        page = format!("{url}{}", base.path().trim_start_matches('/'));
        println!("          and at {page}");
    }
    println!("Ctrl+C ends it");
    if open {
        open_page(&page);
    }
    loop {
        std::thread::park();
    }
}

fn router(site: &Path, base: &Base) -> Router {
    let files = ServeDir::new(site).precompressed_br().precompressed_gzip();
    let mut router = Router::new();
    if !base.is_root() {
        let path = base.path().to_owned();
        // Without its last slash the path would make every relative address miss.
        let slashless = path.trim_end_matches('/').to_owned();
        router = router.route(&slashless, get(move |uri: Uri| add_slash(path, uri)));
        router = router.nest_service(base.path(), files.clone());
    }
    router
        .fallback_service(files)
        .layer(middleware::from_fn(caching))
}

async fn add_slash(path: String, uri: Uri) -> impl IntoResponse {
    let query = uri
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    Redirect::permanent(&format!("{path}{query}"))
}

/// Names with a hash never change what they hold; anything else is asked for again each time.
async fn caching(request: Request, next: Next) -> Response {
    let hashed = has_hash(request.uri().path());
    let mut response = next.run(request).await;
    let kept = hashed && response.status().is_success();
    let value = if kept { KEPT } else { UNKEPT };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    response
}

/// Whether Trunk put a hash into the file's name: `name-89abcdef01234567.js`, `…_bg.wasm`.
pub fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split_once('.').map_or("", |(stem, _)| stem);
    let last = stem
        .trim_end_matches("_bg")
        .rsplit_once('-')
        .map_or("", |(_, last)| last);
    // Trunk writes 64 bits in hexadecimal without leading zeros.
    (12..=16).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Opens `page` for a person. That it could not is no reason to stop serving.
fn open_page(page: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    if command.arg(page).spawn().is_err() {
        println!("no browser could be opened here; open {page} in one");
    }
}

#[cfg(test)]
mod tests {
    use super::{Base, has_hash};

    #[test]
    fn only_names_that_trunk_hashed_are_kept_for_ever() {
        assert!(has_hash("/main-2f6a1b9cdd03e451.css"));
        assert!(has_hash("/x/plan-explorer-d03e4512f6a1b9c_bg.wasm"));
        assert!(!has_hash("/"));
        assert!(!has_hash("/index.html"));
        assert!(!has_hash("/apple-touch-icon.png"));
        assert!(!has_hash("/plan.json"));
    }

    #[test]
    fn a_base_has_a_slash_at_both_ends() {
        let base = |text: &str| text.parse::<Base>().map(|base| base.path().to_owned());
        assert_eq!(base(""), Ok("/".to_owned()));
        assert_eq!(base("x"), Ok("/x/".to_owned()));
        assert_eq!(base("/a/b/"), Ok("/a/b/".to_owned()));
    }
}
