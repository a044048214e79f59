//! Where the site lies: the address that a publisher gives, and what is made of it.

use std::fmt;
use std::str::FromStr;

use maud::{PreEscaped, html};
use url::Url;

/// The address of the published site, with a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteUrl(Url);

/// Why a text is not the address of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteUrlError {
    /// It is not an absolute address.
    Unreadable(url::ParseError),
    /// Browsers do not load pages that way.
    Scheme(String),
    /// It holds a name or a password.
    Credentials,
    /// It has a query or a fragment, which no directory has.
    Query,
}

impl fmt::Display for SiteUrlError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let example = "write it as in https://example.org/plan/";
        match self {
            Self::Unreadable(error) => {
                write!(formatter, "no address of a site ({error}); {example}")
            }
            Self::Scheme(scheme) => {
                write!(formatter, "{scheme}: is neither http nor https; {example}")
            }
            Self::Credentials => write!(formatter, "holds a name or password; {example}"),
            Self::Query => write!(formatter, "has a part after ? or #; {example}"),
        }
    }
}

impl std::error::Error for SiteUrlError {}

impl FromStr for SiteUrl {
    type Err = SiteUrlError;

    fn from_str(text: &str) -> Result<Self, SiteUrlError> {
        let mut url = Url::parse(text.trim()).map_err(SiteUrlError::Unreadable)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(SiteUrlError::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(SiteUrlError::Credentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(SiteUrlError::Query);
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        Ok(Self(url))
    }
}

impl SiteUrl {
    /// Where it lies on its host, with a slash at both ends.
    pub(super) fn path(&self) -> &str {
        self.0.path()
    }
}

impl fmt::Display for SiteUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl SiteUrl {
    /// The address of a file of the site; `path` is ours and needs no escaping.
    pub fn of(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

/// `sitemap.xml`: the page itself, and the pages at `paths` (sitemaps.org, version 0.9).
pub fn sitemap_xml<'p>(site: &SiteUrl, paths: impl IntoIterator<Item = &'p str>) -> String {
    let list = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
            "\n"
            @for path in std::iter::once("").chain(paths) {
                url { loc { (site.of(path)) } } "\n"
            }
        }
        "\n"
    };
    list.into_string()
}

/// `robots.txt` with the line that leads to the site map.
pub fn robots_txt(robots: &str, site: &SiteUrl) -> String {
    format!(
        "{}\n\nSitemap: {}\n",
        robots.trim_end(),
        site.of("sitemap.xml")
    )
}
