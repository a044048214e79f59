//! Asking a host as a browser asks it, and keeping the whole answer: nothing is unpacked or followed
//! on the way.

use std::io::Read;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use ureq::Agent;
use ureq::http::{HeaderMap, Uri, header};

/// How long a host may take for one file.
const PATIENCE: Duration = Duration::from_secs(30);
/// The largest file may have this many bytes; anything larger is not this site's.
const LARGEST: u64 = 64 << 20;

/// What asks.
pub struct Client(Agent);

/// What a host answered.
pub struct Answer {
    /// Its status, such as 200.
    pub status: u16,
    headers: HeaderMap,
    /// The body as it came over the network.
    pub sent: Vec<u8>,
}

impl Client {
    /// One that asks for compressed files, as every browser does.
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        Self(config.into())
    }

    /// The answer to a request for `address`.
    ///
    /// # Errors
    /// When there is none: the host is not found, does not answer, or is not trusted.
    pub fn get(&self, address: &Uri) -> Result<Answer> {
        let mut response = self
            .0
            .get(address)
            .header(header::ACCEPT_ENCODING, "br, gzip")
            .header(header::ACCEPT, "*/*")
            .call()
            .with_context(|| format!("{address} does not answer"))?;
        let body = response
            .body_mut()
            .with_config()
            .limit(LARGEST)
            .read_to_vec();
        Ok(Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            sent: body.with_context(|| format!("{address} broke off"))?,
        })
    }
}

impl Answer {
    /// A header's value; empty where there is none, or it is not text.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// The media type, in small letters, without its parameters.
    pub fn media_type(&self) -> String {
        let value = self.header("content-type").split(';').next();
        value.unwrap_or("").trim().to_ascii_lowercase()
    }

    /// The body as a browser sees it.
    ///
    /// # Errors
    /// When it is not compressed in the way that its header says.
    pub fn body(&self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        match self.header("content-encoding") {
            "" | "identity" => body.clone_from(&self.sent),
            "gzip" => {
                GzDecoder::new(&*self.sent)
                    .read_to_end(&mut body)
                    .context("it says that it is gzip, and is not")?;
            }
            "br" => {
                brotli::Decompressor::new(&*self.sent, 4096)
                    .read_to_end(&mut body)
                    .context("it says that it is brotli, and is not")?;
            }
            other => bail!("it is compressed as {other}, which was not asked for"),
        }
        Ok(body)
    }
}

/// `reference`, as it stands in a page, made an address of its own.
///
/// # Errors
/// When either is no address.
pub fn join(page: &Uri, reference: &str) -> Result<Uri> {
    let path = page.path();
    let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
    let address = if reference.contains("://") {
        reference.to_owned()
    } else {
        let scheme = page.scheme_str().context("the page has no scheme")?;
        let host = page.authority().context("the page has no host")?;
        let path = if reference.starts_with('/') {
            reference.to_owned()
        } else {
            format!("{directory}/{}", reference.trim_start_matches("./"))
        };
        format!("{scheme}://{host}{path}")
    };
    address
        .parse()
        .with_context(|| format!("{address} is no address"))
}

#[cfg(test)]
mod tests {
    use anyhow::{Result, ensure};

    use super::join;

    #[test]
    fn a_reference_is_meant_from_where_the_page_lies() -> Result<()> {
        for (page, reference, wanted) in [
            ("http://h/", "./a.js", "http://h/a.js"),
            ("https://h/x/", "a.js", "https://h/x/a.js"),
            ("https://h/x/index.html", "a.js", "https://h/x/a.js"),
            ("https://h:8/x/", "/a.js", "https://h:8/a.js"),
            ("https://h/x/", "https://g/a.js", "https://g/a.js"),
            ("https://h/x/", "?at=m1", "https://h/x/?at=m1"),
        ] {
            let found = join(&page.parse()?, reference)?;
            ensure!(found == wanted, "{page} {reference}: {found}");
        }
        Ok(())
    }
}
