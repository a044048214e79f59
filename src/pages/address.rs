//! The address of the published site, and the two files that need it: `sitemap.xml` and `robots.txt`.

use std::fmt;
use std::str::FromStr;

use maud::{PreEscaped, html};
use url::Url;

/// The absolute http(s) address of the published site. It ends in a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteUrl {
    url: Url,
    has_cover: bool,
}

/// Why a text cannot be the address of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteUrlError {
    /// It is not an absolute URL.
    Unreadable(url::ParseError),
    /// The scheme is neither http nor https.
    Scheme(String),
    /// It contains a user name or a password.
    Credentials,
    /// It has a query or a fragment.
    Query,
}

impl fmt::Display for SiteUrlError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let example = "use a form like https://example.org/plan/";
        match self {
            Self::Unreadable(error) => {
                write!(formatter, "not an absolute URL ({error}); {example}")
            }
            Self::Scheme(scheme) => {
                write!(formatter, "{scheme}: is not http or https; {example}")
            }
            Self::Credentials => write!(formatter, "contains a user name or password; {example}"),
            Self::Query => write!(formatter, "has a query or a fragment; {example}"),
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
        Ok(Self {
            url,
            has_cover: true,
        })
    }
}

impl SiteUrl {
    /// The path on the host. It starts and ends with a slash.
    pub(super) fn path(&self) -> &str {
        self.url.path()
    }

    /// The same address of a site that has no picture for link cards.
    pub fn without_cover(self) -> Self {
        Self {
            has_cover: false,
            ..self
        }
    }

    /// Whether the site has a picture for link cards.
    pub(super) fn has_cover(&self) -> bool {
        self.has_cover
    }

    /// The absolute address of a file of the site. `path` is relative to the site and already escaped.
    pub fn of(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

impl fmt::Display for SiteUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.url.fmt(formatter)
    }
}

/// `sitemap.xml` (sitemaps.org, version 0.9): the site's start page and the pages at `paths`.
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

/// `robots.txt` with a line that points to the site map.
pub fn robots_txt(robots: &str, site: &SiteUrl) -> String {
    format!(
        "{}\n\nSitemap: {}\n",
        robots.trim_end(),
        site.of("sitemap.xml")
    )
}
