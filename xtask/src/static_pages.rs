//! The static pages of a built site: those to share, the text edition, 404.html, robots.txt and the site map.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use plan_explorer::model::{Plan, PlanFile};
use plan_explorer::pages::{self, SiteUrl};
use plan_explorer::query::Explorer;

use crate::after_trunk;

/// Writes the pages to share about the plan of the site; with the site's address also the site map, and canonical links.
///
/// # Errors
/// When the plan cannot be read, or a file cannot be written.
pub fn write(site: &Path, url: Option<&SiteUrl>) -> Result<()> {
    let plan = plan(site)?;
    let mut pages = pages::share_pages(&Explorer::new(&plan), url);
    let shared = pages.len();
    if url.is_some() {
        pages.push(pages::text_page(&plan, url));
    }
    for page in pages.iter().chain([&pages::missing_page(&plan, url)]) {
        after_trunk::write(site, &page.path, &page.html)?;
    }
    let Some(url) = url else {
        println!(
            "pages: {shared} to share; without --site-url no sitemap.xml, and canonical links are relative"
        );
        return Ok(());
    };
    let robots = pages::robots_txt(&after_trunk::read(site, "robots.txt")?, url);
    after_trunk::write(site, "robots.txt", &robots)?;
    let paths: BTreeSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    after_trunk::write(site, "sitemap.xml", &pages::sitemap_xml(url, paths))?;
    println!("pages: {shared} to share, and sitemap.xml, for {url}");
    Ok(())
}

/// The plan that the site publishes.
///
/// # Errors
/// When the site has none, or none that can be read.
pub fn plan(site: &Path) -> Result<Plan> {
    read_plan(&after_trunk::read(site, "plan.json")?).context("the site's plan.json")
}

/// Reads `plan.json` as the page does. The page's reader does not say where it stopped, but another one does.
///
/// # Errors
/// When it cannot be read.
pub fn read_plan(json: &str) -> Result<Plan> {
    let error = match Plan::from_json(json) {
        Ok(plan) => return Ok(plan),
        Err(error) => error,
    };
    match serde_json::from_str::<PlanFile>(json) {
        Ok(_) => Err(error.into()),
        Err(place) => Err(place).context(error),
    }
}

#[cfg(test)]
mod tests {
    use anyhow::ensure;

    use super::*;
    use crate::after_trunk::read;

    #[test]
    fn where_a_plan_cannot_be_read_is_said() -> Result<()> {
        let json = plan_explorer::PLAN_JSON.replacen("\"kind\":", "\"sort\":", 1);
        let error = read_plan(&json).err().map(|error| format!("{error:#}"));
        let error = error.unwrap_or_default();
        ensure!(
            error.contains("missing field `kind` at line ") && error.contains("cargo xtask data"),
            "{error}"
        );
        Ok(())
    }

    #[test]
    fn a_site_with_an_address_has_a_map_and_canonical_links() -> Result<()> {
        let site = tempfile::tempdir()?;
        let site = site.path();
        after_trunk::write(site, "plan.json", plan_explorer::PLAN_JSON)?;
        after_trunk::write(site, "robots.txt", "User-agent: *\nAllow: /\n")?;
        write(site, None)?;
        ensure!(!site.join("sitemap.xml").exists());
        ensure!(read(site, "s/m14.html")?.contains("rel=\"canonical\" href=\"m14.html\""));

        write(site, Some(&"https://example.org/plan".parse()?))?;
        let map = read(site, "sitemap.xml")?;
        ensure!(map.contains("<loc>https://example.org/plan/s/county-nimu.html</loc>"));
        let robots = read(site, "robots.txt")?;
        ensure!(robots.ends_with("Sitemap: https://example.org/plan/sitemap.xml\n"));
        for path in ["s/m14.html", "text.html"] {
            let canonical = format!("rel=\"canonical\" href=\"https://example.org/plan/{path}\"");
            ensure!(read(site, path)?.contains(&canonical), "{path}");
        }
        Ok(())
    }
}
