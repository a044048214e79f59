//! Serves a built site as a static host does: compressed files, media types, `Cache-Control`.

use std::net::{IpAddr, TcpListener};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::extract::{RawQuery, Request};
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{Redirect, Response};
use axum::routing::get;
use tokio::runtime::{Builder, Runtime};
use tower_http::services::{ServeDir, ServeFile};

/// `Cache-Control` of a file whose name holds a hash of its content.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// `Cache-Control` of every other file: browsers ask each time whether it has changed.
pub const NO_CACHE: &str = "no-cache";

/// A server that answers until it is dropped.
pub struct Server {
    url: String,
    _runtime: Runtime,
}

impl Server {
    /// The address of the site, with a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Reserves a port. Port 0 takes any free one.
pub fn listen(host: IpAddr, port: u16) -> Result<TcpListener> {
    TcpListener::bind((host, port)).with_context(|| {
        format!("cannot listen on port {port} of {host}; `--port 0` takes any free port")
    })
}

/// Serves `site` at `/`, and under the path `base` as well.
pub fn start(listener: TcpListener, site: &Path, base: &str) -> Result<Server> {
    ensure!(
        site.join("index.html").is_file(),
        "there is no site in {}; build it first: `cargo xtask build`",
        site.display()
    );
    let address = listener.local_addr().context("the server has no address")?;
    listener
        .set_nonblocking(true)
        .context("cannot use the server's socket")?;
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .context("cannot start the server's thread")?;
    let router = router(site, base);
    runtime.spawn(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router).await
    });
    Ok(Server {
        url: format!("http://{address}/"),
        _runtime: runtime,
    })
}

/// Serves `site` until the program ends.
pub fn serve(listener: TcpListener, site: &Path, base: &str, open: bool) -> Result<()> {
    let server = start(listener, site, base)?;
    let page = match base.trim_matches('/') {
        "" => server.url.clone(),
        base => format!("{}{base}/", server.url),
    };
    println!("serving {} at {page}", site.display());
    println!("press Ctrl+C to stop");
    if open && let Err(error) = open::that_detached(&page) {
        println!("cannot open a browser ({error}); open {page} yourself");
    }
    loop {
        std::thread::park();
    }
}

fn router(site: &Path, base: &str) -> Router {
    let missing = ServeFile::new(site.join("404.html"))
        .precompressed_br()
        .precompressed_gzip();
    let files = ServeDir::new(site)
        .precompressed_br()
        .precompressed_gzip()
        .not_found_service(missing);
    let mut router = Router::new().fallback_service(files.clone());
    let base = base.trim_matches('/');
    if !base.is_empty() {
        let slash = format!("/{base}/");
        // The page's addresses are relative, so its own must end in a slash.
        let add_slash = |to: String| {
            get(async move |RawQuery(query)| match query {
                Some(query) => Redirect::permanent(&format!("{to}?{query}")),
                None => Redirect::permanent(&to),
            })
        };
        router = router
            .nest_service(&slash, files)
            .route(&format!("/{base}"), add_slash(slash));
    }
    router.layer(middleware::from_fn(cache_control))
}

async fn cache_control(request: Request, next: Next) -> Response {
    let hashed = has_hash(request.uri().path());
    let mut response = next.run(request).await;
    let value = if hashed && response.status().is_success() {
        IMMUTABLE
    } else {
        NO_CACHE
    };
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read, Write};
    use std::net::{Ipv4Addr, TcpStream};

    use anyhow::{Result, ensure};

    use super::{has_hash, listen, start};

    #[test]
    fn only_names_with_a_hash_from_trunk_are_immutable() {
        assert!(has_hash("/plan-explorer-2f6a1b9cdd03e451.js"));
        assert!(has_hash("/x/plan-explorer-d03e4512f6a1b9c_bg.wasm"));
        assert!(!has_hash("/"));
        assert!(!has_hash("/index.html"));
        assert!(!has_hash("/apple-touch-icon.png"));
        assert!(!has_hash("/plan.json"));
    }

    #[test]
    fn it_answers_as_a_static_host_does() -> Result<()> {
        let site = std::env::temp_dir().join(format!("xtask-server-{}", std::process::id()));
        fs::create_dir_all(&site)?;
        let program = "a-0123456789abcdef_bg.wasm";
        for (name, content) in [
            ("index.html", "the page"),
            ("404.html", "not here"),
            (program, "the program"),
            ("a-0123456789abcdef_bg.wasm.br", "compressed"),
        ] {
            fs::write(site.join(name), content)?;
        }
        let listener = listen(Ipv4Addr::LOCALHOST.into(), 0)?;
        let address = listener.local_addr()?;
        let server = start(listener, &site, "x")?;
        let ask = |path: &str| -> Result<String> {
            let mut stream = TcpStream::connect(address)?;
            let request = format!(
                "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n"
            );
            stream.write_all(request.as_bytes())?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer)?;
            Ok(answer)
        };
        for (path, wanted) in [
            (
                "/?q=1",
                &["200 OK", "text/html", "no-cache", "the page"][..],
            ),
            ("/x/", &["200 OK", "the page"]),
            ("/x?at=m1", &["308", "location: /x/?at=m1"]),
            (
                &format!("/x/{program}"),
                &[
                    "content-type: application/wasm",
                    "content-encoding: br",
                    "immutable",
                    "compressed",
                ],
            ),
            ("/x/b-0123456789abcdef.js", &["404", "no-cache", "not here"]),
        ] {
            let answer = ask(path)?;
            for part in wanted {
                ensure!(answer.contains(part), "{path}: no {part:?} in {answer}");
            }
        }
        drop(server);
        fs::remove_dir_all(&site)?;
        Ok(())
    }
}
