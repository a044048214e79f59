//! The static pages, parsed as a browser parses them, against the plan.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use plan_explorer::link;
use plan_explorer::model::{PassageKind, Plan, Theme};
use plan_explorer::pages::{self, Page, SiteUrl};
use plan_explorer::query::{Explorer, Mark, Piece, Relation};
use plan_explorer::words::ZH;
use scraper::{ElementRef, Html, Selector};

mod common;

use common::{explorer, plan};

/// Files of the site that are no static pages; the first is the app itself.
const FILES: [&str; 6] = [
    "",
    "open.js",
    "edition.css",
    "icon.svg",
    "apple-touch-icon.png",
    "cover.png",
];

/// The page of the app before it runs.
const INDEX: &str = include_str!("../index.html");

/// Every static page: the share pages and the text.
fn pages(plan: &Plan, site: Option<&SiteUrl>) -> Vec<Page> {
    let mut pages = pages::share_pages(&Explorer::new(plan), site);
    pages.push(pages::text_page(plan, site));
    pages
}

fn css(selector: &str) -> Result<Selector> {
    Selector::parse(selector).map_err(|error| anyhow::anyhow!("{selector}: {error}"))
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

fn all<'a>(html: &'a Html, selector: &str) -> Result<Vec<ElementRef<'a>>> {
    Ok(html.select(&css(selector)?).collect())
}

fn only<'a>(html: &'a Html, selector: &str) -> Result<ElementRef<'a>> {
    let found = all(html, selector)?;
    ensure!(found.len() == 1, "{selector}: {} elements", found.len());
    found.first().copied().context("none")
}

fn page<'p>(pages: &'p [Page], path: &str) -> Result<&'p Page> {
    let found = pages.iter().find(|page| page.path == path);
    found.with_context(|| format!("no page {path}"))
}

#[test]
fn every_county_theme_and_measure_has_a_page_with_its_own_title() -> Result<()> {
    let plan = plan()?;
    let pages = pages(plan, None);
    let counties = plan
        .counties()
        .iter()
        .map(|entry| format!("s/county-{}.html", entry.id));
    let themes = plan
        .themes()
        .iter()
        .map(|entry| format!("s/theme-{}.html", entry.id));
    let measures = plan
        .passages()
        .iter()
        .filter(|entry| entry.kind == PassageKind::Measure);
    let measures = measures.map(|entry| format!("s/{}.html", entry.id));
    let wanted: Vec<String> = counties
        .chain(themes)
        .chain(measures)
        .chain(["text.html".into()])
        .collect();
    let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    ensure!(
        paths == wanted && paths.len() == 8 + 14 + 51 + 1,
        "{paths:?}"
    );
    let titles: BTreeSet<&str> = pages.iter().map(|page| page.title.as_str()).collect();
    let abouts: BTreeSet<&str> = pages.iter().map(|page| page.description.as_str()).collect();
    ensure!(titles.len() == pages.len() && abouts.len() == pages.len());
    for page in &pages {
        let html = Html::parse_document(&page.html);
        ensure!(html.errors.is_empty(), "{}: {:?}", page.path, html.errors);
        ensure!(!page.description.trim().is_empty() && page.title.ends_with(ZH.site(plan)));
        ensure!(text(only(&html, "title")?) == page.title);
        let content = |selector: &str| -> Result<String> {
            let content = only(&html, selector)?.attr("content");
            Ok(content.context("no content")?.to_owned())
        };
        ensure!(content("meta[name=description]")? == page.description);
        ensure!(content("meta[property='og:title']")? == page.title);
        ensure!(content("meta[property='og:description']")? == page.description);
        ensure!(only(&html, "html")?.attr("lang") == Some("zh-Hans"));
        only(&html, "h1").with_context(|| page.path.clone())?;
        ensure!(
            all(&html, "style, [style], script:not([src])")?.is_empty(),
            "{} has a style or script inside",
            page.path
        );
    }
    Ok(())
}

/// Every id that a link can point at.
fn ids(plan: &Plan) -> Vec<String> {
    let passages = plan.passages().iter().flat_map(|entry| {
        let sentences = entry.sentences.iter().map(|sentence| sentence.id.clone());
        std::iter::once(entry.id.clone()).chain(sentences)
    });
    passages
        .chain(plan.milestones().iter().map(|entry| entry.id.clone()))
        .chain(plan.projects().iter().map(|entry| entry.id.clone()))
        .chain(plan.terms().iter().map(|entry| entry.id.clone()))
        .collect()
}

#[test]
fn the_text_page_quotes_the_whole_plan_and_each_anchor_holds_its_own_words() -> Result<()> {
    let plan = plan()?;
    let page = pages::text_page(plan, None);
    let html = Html::parse_document(&page.html);
    for passage in plan.passages() {
        let shown: String = all(&html, &format!("[id='{}'] > .plan", passage.id))?
            .into_iter()
            .map(text)
            .collect();
        ensure!(shown == passage.text.as_str(), "{}: {shown}", passage.id);
    }
    let whole: String = all(&html, ".plan")?.into_iter().map(text).collect();
    let wanted: String = plan
        .passages()
        .iter()
        .map(|passage| passage.text.as_str())
        .collect();
    ensure!(whole == wanted, "the page quotes something else");
    for id in ids(plan) {
        let place = only(&html, &format!("[id='{id}']"))?;
        let target = common::target(&id)?;
        let location = plan.locate(&target).context("lost")?;
        if let Some(span) = location.span() {
            let (shown, wanted) = (text(place), location.passage.text.slice(span));
            // The anchor of a term ends where a milestone begins inside it.
            let is_cut_off =
                location.term.is_some() && wanted.starts_with(&shown) && !shown.is_empty();
            ensure!(shown == wanted || is_cut_off, "{id}: {shown}");
        }
    }
    let mut lost = 0;
    for chapter in plan.chapters() {
        if chapter.heading.is_none() {
            let label = text(only(&html, &format!("[id='{}'].ours h2", chapter.id))?);
            ensure!(label.ends_with(ZH.heading_lost), "{label}");
            lost += 1;
        }
    }
    ensure!(lost == 6, "{lost} chapters have lost their heading");
    Ok(())
}

#[test]
fn each_passage_shows_its_themes_places_and_notes_outside_its_quote() -> Result<()> {
    let plan = plan()?;
    let page = pages::text_page(plan, None);
    let html = Html::parse_document(&page.html);
    let theme = |theme: Theme| plan.entry(theme).map(|entry| entry.zh.clone());
    let (mut places_seen, mut notes_seen) = (0, 0);
    // All but the title.
    for (position, passage) in plan.passages().iter().enumerate().skip(1) {
        let own = |part: &str| -> Result<Vec<String>> {
            let selector = format!("[id='{}'] > .ours {part}", passage.id);
            Ok(all(&html, &selector)?.into_iter().map(text).collect())
        };
        let themes = own(".facts a")?;
        ensure!(
            themes.first().cloned()
                == passage
                    .themes
                    .as_ref()
                    .and_then(|themes| theme(themes.primary)),
            "{}",
            passage.id
        );
        ensure!(themes.len() == passage.all_themes().len());
        let places = own(".facts li")?.concat();
        for mention in plan.mentions_at(position) {
            ensure!(
                places.contains(&mention.quote),
                "{}: {}",
                passage.id,
                mention.quote
            );
            places_seen += 1;
        }
        let notes: BTreeSet<_> = all(&html, &format!("[id='{}'] .notes a", passage.id))?
            .into_iter()
            .filter_map(|link| link.attr("href").map(str::to_owned))
            .collect();
        for milestone in plan.milestones_at(position) {
            ensure!(
                notes.contains(&format!("#{}", milestone.id)),
                "{}",
                milestone.id
            );
            notes_seen += 1;
        }
        for project in plan.projects_at(position) {
            ensure!(
                notes.contains(&format!("#{}", project.id)),
                "{}",
                project.id
            );
            notes_seen += 1;
        }
        let link = format!(
            "[id='{}'] .opens a[href='./?at={}']",
            passage.id, passage.id
        );
        only(&html, &link)?;
    }
    ensure!(
        places_seen > 80 && notes_seen > 600,
        "{places_seen} places, {notes_seen} notes"
    );
    ensure!(all(&html, ".plan .ours")?.is_empty());
    Ok(())
}

#[test]
fn a_share_page_shows_the_results_of_the_view_that_it_opens() -> Result<()> {
    let (plan, explorer) = (plan()?, explorer()?);
    let (mut sentences, mut reasons) = (0, 0);
    for page in pages::share_pages(explorer, None) {
        let html = Html::parse_document(&page.html);
        let script = only(&html, "script[src='../open.js']")?;
        let opens = script.attr("data-open").context("opens nothing")?;
        ensure!(only(&html, "a.open")?.attr("href") == Some(opens));
        let search = opens.strip_prefix("../").context("not the app")?;
        let reading = link::read(search, plan);
        ensure!(reading.notices.is_empty() && !search.is_empty(), "{opens}");
        let view = explorer.view(&reading.query);
        if let Some(target) = &reading.query.at {
            let passage = common::passage(target.id())?;
            let words: String = all(&html, ".plan")?.into_iter().map(text).collect();
            ensure!(words == passage.text.as_str(), "{}", page.path);
            ensure!(page.description.starts_with(&ZH.passage_name(passage)));
        } else {
            let ids = |selector: &str| -> Result<Vec<(String, String)>> {
                let links = all(&html, selector)?.into_iter();
                Ok(links
                    .filter_map(|link| Some((link.attr("data-opens")?.to_owned(), text(link))))
                    .collect())
            };
            let shown = ids(".item h4 a")?;
            let shown: BTreeSet<String> = shown.into_iter().map(|(id, _)| id).collect();
            let wanted: BTreeSet<String> =
                view.matching.iter().map(|entry| entry.id.clone()).collect();
            ensure!(
                shown == wanted && !shown.is_empty(),
                "{}: {shown:?}",
                page.path
            );
            let sentences_shown = ids(".item .sentence a, .item .excerpt a")?;
            // Under a county, a card has only the sentences that name it, and no reasons.
            let items = view.blocks.iter().flat_map(|block| {
                let is_card = block.relation == Relation::Named;
                let items = block.groups.iter().flat_map(|group| &group.items);
                items.map(move |item| (is_card, item))
            });
            let (mut wanted, mut reasons_wanted) = (BTreeSet::new(), 0);
            for (is_card, item) in items {
                let names = |piece: &Piece<'_>| piece.mark == Some(Mark::Place);
                wanted.extend(
                    item.excerpts()
                        .into_iter()
                        .filter(|excerpt| !is_card || excerpt.pieces.iter().any(names))
                        .map(|excerpt| excerpt.sentence.id.clone()),
                );
                reasons_wanted += if is_card { 0 } else { item.reasons().len() };
            }
            let shown: BTreeSet<String> =
                sentences_shown.iter().map(|(id, _)| id.clone()).collect();
            ensure!(
                shown == wanted && !shown.is_empty(),
                "{}: {shown:?}",
                page.path
            );
            ensure!(
                all(&html, ".reason")?.len() == reasons_wanted,
                "{}",
                page.path
            );
            for (id, words) in sentences_shown {
                let location = plan.locate(&common::target(&id)?).context("lost")?;
                let span = location.span().with_context(|| id.clone())?;
                ensure!(location.passage.text.slice(span) == words, "{id}: {words}");
                sentences += 1;
            }
            for reason in all(&html, ".reason q")? {
                let words = text(reason);
                let mut texts = plan.passages().iter().map(|entry| entry.text.as_str());
                ensure!(texts.any(|text| text.contains(&words)), "{words}");
                reasons += 1;
            }
            // The counts are those of the app.
            let count = only(&html, ".count")?;
            ensure!(text(count).starts_with(&view.total.to_string()));
            only(&html, ".profile .answer")?;
        }
    }
    ensure!(
        sentences > 300 && reasons > 50,
        "{sentences} sentences, {reasons} reasons"
    );
    Ok(())
}

#[test]
fn every_link_leads_to_an_existing_page_anchor_or_view() -> Result<()> {
    let plan = plan()?;
    let pages = pages(plan, None);
    let parsed: Vec<(&str, BTreeSet<String>)> = pages
        .iter()
        .map(|page| {
            let html = Html::parse_document(&page.html);
            let ids = all(&html, "[id]")?
                .into_iter()
                .filter_map(|place| place.attr("id").map(str::to_owned));
            Ok((page.path.as_str(), ids.collect()))
        })
        .collect::<Result<_>>()?;
    let mut anchors = 0;
    for page in &pages {
        let html = Html::parse_document(&page.html);
        for link in all(&html, "[href], [src], [data-open]")? {
            let href = link
                .attr("href")
                .or(link.attr("src"))
                .or(link.attr("data-open"))
                .unwrap_or_default();
            let base = url::Url::parse("https://example.org/plan/")?;
            let to = base.join(&page.path)?.join(href)?;
            let at = to.path().strip_prefix("/plan/");
            let at = at.with_context(|| format!("{}: {href} leaves the site", page.path))?;
            if let Some(search) = to.query() {
                ensure!(
                    at.is_empty() && link::read(search, plan).notices.is_empty(),
                    "{href}"
                );
            }
            if FILES.contains(&at) {
                continue;
            }
            let (_, ids) = parsed
                .iter()
                .find(|(path, _)| *path == at)
                .with_context(|| format!("{}: {href} leads nowhere", page.path))?;
            if let Some(id) = to.fragment() {
                ensure!(ids.contains(id), "{}: {href} has no place", page.path);
                anchors += 1;
            }
        }
    }
    ensure!(anchors > 1000, "{anchors} links lead to an anchor");
    let index = Html::parse_document(&pages::index_html(INDEX, plan)?);
    let (_, ids) = parsed.last().context("no text")?;
    let links = all(&index, ".outline a")?;
    ensure!(links.len() > 60, "the outline has {} links", links.len());
    for link in links {
        let id = link
            .attr("href")
            .and_then(|href| href.strip_prefix("text.html#"));
        ensure!(id.is_some_and(|id| ids.contains(id)));
    }
    Ok(())
}

#[test]
fn html_in_the_plan_is_escaped() -> Result<()> {
    const HOSTILE: &str = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>";
    let mut file = common::file()?;
    let passage = file
        .passages
        .iter_mut()
        .find(|entry| entry.id == "m14")
        .context("no m14")?;
    passage.heading = Some(HOSTILE.to_owned());
    passage.text = passage.text.replacen("规划研究拉萨新机场", HOSTILE, 1);
    ensure!(passage.text.contains(HOSTILE));
    for theme in &mut file.themes {
        theme.zh = format!("{HOSTILE}{}", theme.zh);
        theme.about = HOSTILE.to_owned();
    }
    for county in &mut file.places.counties {
        county.zh = format!("{HOSTILE}{}", county.zh);
    }
    for milestone in &mut file.milestones {
        milestone.label = HOSTILE.to_owned();
    }
    file.site.title.zh = HOSTILE.to_owned();
    file.site.description = HOSTILE.to_owned();
    file.site.short = HOSTILE.to_owned();
    file.site.color = format!("#7a1f1c{HOSTILE}");
    let hostile = Plan::new(file)?;
    let count = |page: &Page| -> Result<(usize, usize)> {
        let html = Html::parse_document(&page.html);
        Ok((
            all(&html, "script")?.len(),
            all(&html, "img, [onerror]")?.len(),
        ))
    };
    let (pages, before) = (pages(&hostile, None), pages(plan()?, None));
    ensure!(pages.len() == before.len());
    for (page, before) in pages.iter().zip(&before) {
        ensure!(
            count(page)? == count(before)?,
            "{} has elements from the plan's text",
            page.path
        );
    }
    let html = Html::parse_document(&page(&pages, "s/theme-ecology.html")?.html);
    ensure!(text(only(&html, "h1")?).starts_with(HOSTILE));
    let index = |plan: &Plan| -> Result<Html> {
        Ok(Html::parse_document(&pages::index_html(INDEX, plan)?))
    };
    let (written, before) = (index(&hostile)?, index(plan()?)?);
    for element in ["script", "img", "[onerror]", "meta", "a", "h1", "p"] {
        let counts = [&written, &before].map(|html| all(html, element).map(|found| found.len()));
        let [now, before] = counts;
        ensure!(
            now? == before?,
            "index.html has another number of {element}"
        );
    }
    ensure!(text(only(&written, "title")?) == HOSTILE);
    let description = only(&written, "meta[name=description]")?.attr("content");
    ensure!(description == Some(HOSTILE), "{description:?}");
    let manifest: serde_json::Value = serde_json::from_str(&pages::manifest_json(&hostile))?;
    ensure!(manifest["name"] == HOSTILE && manifest["short_name"] == HOSTILE);
    Ok(())
}

#[test]
fn the_index_says_what_the_plan_says_and_is_written_twice_alike() -> Result<()> {
    let plan = plan()?;
    let written = pages::index_html(INDEX, plan)?;
    ensure!(pages::index_html(&written, plan)? == written);
    let html = Html::parse_document(&written);
    ensure!(html.errors.is_empty(), "{:?}", html.errors);
    ensure!(text(only(&html, "title")?) == plan.site().title.zh);
    ensure!(text(only(&html, "h1")?) == plan.site().title.zh);
    ensure!(text(only(&html, ".plan-title")?) == plan.meta().title);
    ensure!(text(only(&html, ".plan-adopted")?) == "2025年11月28日通过");
    for (name, content) in [
        ("meta[name=description]", &plan.site().description),
        ("meta[property='og:description']", &plan.site().description),
        ("meta[property='og:title']", &plan.site().title.zh),
        ("meta[property='og:site_name']", &plan.site().title.zh),
        ("meta[name=theme-color]", &plan.site().color),
    ] {
        let found = only(&html, name)?.attr("content");
        ensure!(found == Some(content.as_str()), "{name}: {found:?}");
    }
    Ok(())
}

#[test]
fn an_index_without_a_mark_is_an_error_that_names_it() -> Result<()> {
    for name in ["head", "header", "front", "outline"] {
        let mark = format!("<!-- generated: {name} -->");
        let without = INDEX.replacen(&mark, "", 1);
        ensure!(without != INDEX, "index.html has no {mark}");
        let error = pages::index_html(&without, plan()?).err().context(name)?;
        let told = error.to_string();
        ensure!(
            told.contains("index.html") && told.contains(&mark),
            "{told}"
        );
        // A part without its end is an error, too.
        let (before, _) = INDEX.split_once(&mark).context("no mark")?;
        let cut = format!("{before}{mark}");
        ensure!(
            pages::index_html(&cut, plan()?).is_err(),
            "{name} has no end"
        );
    }
    Ok(())
}

#[test]
fn a_site_url_is_absolute_and_ends_in_a_slash() -> Result<()> {
    for (given, wanted) in [
        ("https://example.org/plan/", "https://example.org/plan/"),
        ("https://example.org/plan", "https://example.org/plan/"),
        (" http://localhost:8080 ", "http://localhost:8080/"),
        (
            "https://例子.example/计划",
            "https://xn--fsqu00a.example/%E8%AE%A1%E5%88%92/",
        ),
    ] {
        ensure!(given.parse::<SiteUrl>()?.to_string() == wanted, "{given}");
    }
    for given in [
        "",
        "plan/",
        "//example.org",
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://a:b@example.org/",
        "https://example.org/?x=1",
        "https://example.org/#x",
    ] {
        let error = given
            .parse::<SiteUrl>()
            .err()
            .with_context(|| format!("{given} was taken"))?;
        ensure!(
            error.to_string().contains("https://example.org/plan/"),
            "{error}"
        );
    }
    Ok(())
}

#[test]
fn the_sitemap_lists_every_page_and_cards_have_absolute_urls() -> Result<()> {
    let plan = plan()?;
    let site: SiteUrl = "https://example.org/plan/".parse()?;
    let pages = pages(plan, Some(&site));
    let map = pages::sitemap_xml(&site, pages.iter().map(|page| page.path.as_str()));
    let listed: BTreeSet<&str> = map
        .split("<loc>")
        .skip(1)
        .filter_map(|rest| rest.split_once("</loc>"))
        .map(|(address, _)| address)
        .collect();
    let wanted: Vec<String> = pages
        .iter()
        .map(|page| site.of(&page.path))
        .chain([site.to_string()])
        .collect();
    ensure!(
        listed == wanted.iter().map(String::as_str).collect(),
        "{listed:?}"
    );
    ensure!(map.matches("<loc>").count() == wanted.len());
    for page in &pages {
        let html = Html::parse_document(&page.html);
        let own = site.of(&page.path);
        ensure!(only(&html, "link[rel=canonical]")?.attr("href") == Some(own.as_str()));
        ensure!(only(&html, "meta[property='og:url']")?.attr("content") == Some(own.as_str()));
        ensure!(
            only(&html, "meta[property='og:image']")?.attr("content")
                == Some("https://example.org/plan/cover.png")
        );
    }
    let robots = pages::robots_txt(include_str!("../public/robots.txt"), &site);
    ensure!(
        robots.starts_with("User-agent: *")
            && robots.ends_with("\nSitemap: https://example.org/plan/sitemap.xml\n")
    );
    Ok(())
}

/// Width and height of a PNG, from its header.
fn size(png: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    png.starts_with(b"\x89PNG\r\n\x1a\n").then_some(())?;
    Some((number(16)?, number(20)?))
}

#[test]
fn the_static_pages_show_the_verb_of_the_text_as_a_projects_status() -> Result<()> {
    let plan = plan()?;
    let mut shown = 0;
    for page in pages(plan, None) {
        let html = Html::parse_document(&page.html);
        for entry in all(&html, ".named li, .notes li")? {
            let link = css("a")?;
            let href = entry
                .select(&link)
                .next()
                .and_then(|link| link.attr("href"));
            let (_, id) = href
                .and_then(|href| href.split_once('#'))
                .context("no link")?;
            let Some(project) = plan.projects().iter().find(|project| project.id == id) else {
                continue;
            };
            let verb = css("q.verb")?;
            let verbs: Vec<String> = entry.select(&verb).map(text).collect();
            let [verb] = verbs.as_slice() else {
                anyhow::bail!("{}: {verbs:?} of {id}", page.path);
            };
            let own = verb.rsplit("……").next().unwrap_or_default();
            ensure!(own == project.verb, "{}: {verb} of {id}", page.path);
            ensure!(
                text(entry).trim() == format!("{verb}{}", project.name)
                    || text(entry).trim() == format!("{verb} {}", project.name)
            );
            shown += 1;
        }
    }
    ensure!(shown > plan.projects().len(), "{shown}");
    Ok(())
}

#[test]
fn index_and_manifest_agree_and_their_icons_have_the_stated_sizes() -> Result<()> {
    let index = Html::parse_document(INDEX);
    let content = |selector: &str| -> Result<String> {
        let content = only(&index, selector)?.attr("content");
        Ok(content.context("no content")?.to_owned())
    };
    ensure!(content("meta[property='og:title']")? == text(only(&index, "title")?));
    ensure!(content("meta[property='og:description']")? == content("meta[name=description]")?);
    ensure!(only(&index, "link[rel=manifest]")?.attr("href") == Some("manifest.webmanifest"));
    let manifest: serde_json::Value =
        serde_json::from_str(include_str!("../public/manifest.webmanifest"))?;
    ensure!(
        manifest["name"] == ZH.site(plan()?)
            && manifest["start_url"] == "./"
            && manifest["scope"] == "./"
    );
    ensure!(manifest["theme_color"] == content("meta[name=theme-color]")?);
    ensure!(pages::STYLE.contains(&format!(
        "--paper: {};",
        manifest["background_color"].as_str().unwrap_or("?")
    )));
    let pictures: [(&str, &[u8], u32, u32); 4] = [
        (
            "icon-192.png",
            include_bytes!("../public/icon-192.png"),
            192,
            192,
        ),
        (
            "icon-512.png",
            include_bytes!("../public/icon-512.png"),
            512,
            512,
        ),
        (
            "apple-touch-icon.png",
            include_bytes!("../public/apple-touch-icon.png"),
            180,
            180,
        ),
        (
            "cover.png",
            include_bytes!("../public/cover.png"),
            1200,
            630,
        ),
    ];
    for (name, bytes, width, height) in pictures {
        ensure!(size(bytes) == Some((width, height)), "{name}");
        ensure!(bytes.len() < 60_000, "{name} has {} bytes", bytes.len());
        let stated = format!("{width}x{height}");
        let mut icons = manifest["icons"].as_array().into_iter().flatten();
        if name.starts_with("icon-") {
            ensure!(
                icons.any(|icon| icon["src"] == name && icon["sizes"] == stated),
                "{name}"
            );
        }
    }
    Ok(())
}
