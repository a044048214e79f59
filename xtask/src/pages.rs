//! Putting the pages that need no program into a built site.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::edition::{self, SiteUrl};
use plan_explorer::model::Plan;
use plan_explorer::query::Explorer;

/// Writes the pages to share, and with the site's address the site map, and puts that address into every
/// page. Says in one line what was done.
pub fn write(site: &Path, url: Option<&SiteUrl>) -> Result<()> {
    let plan = Plan::from_json(PLAN_JSON).context("the plan that xtask was built with")?;
    let pages = edition::share_pages(&Explorer::new(&plan), url);
    for page in &pages {
        put(site, &page.path, &page.html)?;
    }
    let missing = edition::missing_page(url);
    put(site, &missing.path, &missing.html)?;
    let Some(url) = url else {
        println!(
            "pages: {} to share; without --site-url there is no sitemap.xml, and canonical links are relative",
            pages.len()
        );
        return Ok(());
    };
    let text = edition::text_page(&plan, Some(url));
    put(site, &text.path, &text.html)?;
    put(
        site,
        "index.html",
        &with_address(&get(site, "index.html")?, url)?,
    )?;
    put(
        site,
        "robots.txt",
        &edition::robots_txt(&get(site, "robots.txt")?, url),
    )?;
    let paths: BTreeSet<&str> = pages
        .iter()
        .chain([&text])
        .map(|page| page.path.as_str())
        .collect();
    put(site, "sitemap.xml", &edition::sitemap_xml(url, paths))?;
    println!(
        "pages: {} to share, and sitemap.xml, for {url}",
        pages.len()
    );
    Ok(())
}

/// `index.html` with the site's address in its head. Trunk's minifier leaves out `<head>`, never the title.
fn with_address(index: &str, url: &SiteUrl) -> Result<String> {
    let (before, after) = index
        .split_once("<title>")
        .context("index.html has no <title>")?;
    ensure!(
        !before.contains("rel=canonical"),
        "index.html has an address already"
    );
    Ok(format!(
        "{before}{}<title>{after}",
        edition::index_head(url)
    ))
}

fn get(site: &Path, name: &str) -> Result<String> {
    let path = site.join(name);
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

fn put(site: &Path, name: &str, text: &str) -> Result<()> {
    let path = site.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)
            .with_context(|| format!("cannot create {}", parent.display()))?;
    }
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_with_an_address_has_a_map_and_says_where_each_page_lies() -> Result<()> {
        let site = std::env::temp_dir().join(format!("plan-explorer-pages-{}", std::process::id()));
        put(
            &site,
            "index.html",
            "<!doctype html><meta charset=utf-8><title>x</title>",
        )?;
        put(&site, "robots.txt", "User-agent: *\nAllow: /\n")?;
        write(&site, None)?;
        let map = site.join("sitemap.xml").exists();
        let relative = get(&site, "s/m14.html")?;
        let url: SiteUrl = "https://example.org/plan".parse()?;
        write(&site, Some(&url))?;
        let made = (
            get(&site, "sitemap.xml")?,
            get(&site, "robots.txt")?,
            get(&site, "index.html")?,
            get(&site, "s/m14.html")?,
            get(&site, "text.html")?,
        );
        fs::remove_dir_all(&site)?;
        ensure!(!map && relative.contains("rel=\"canonical\" href=\"m14.html\""));
        ensure!(
            made.0
                .contains("<loc>https://example.org/plan/s/county-nimu.html</loc>")
        );
        ensure!(
            made.1
                .ends_with("Sitemap: https://example.org/plan/sitemap.xml\n")
        );
        let canonical =
            |path: &str| format!("rel=\"canonical\" href=\"https://example.org/plan/{path}\"");
        ensure!(made.2.contains(&canonical("")) && made.2.ends_with("<title>x</title>"));
        ensure!(made.3.contains(&canonical("s/m14.html")));
        ensure!(made.4.contains(&canonical("text.html")));
        Ok(())
    }
}
