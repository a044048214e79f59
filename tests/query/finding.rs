//! Search: what is found and marked, suggestions, the nearest search.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::Vocabulary;
use plan_explorer::query::{Facet, Mark, Query, SearchText, SuggestionKind, ViewKind};

use super::common::{self, theme};
use super::{explorer, plan};

fn suggested(typed: &str) -> Result<Vec<(SuggestionKind, String, String)>> {
    let plan = plan()?;
    let query = Query {
        q: SearchText::new(typed),
        ..Query::default()
    };
    let suggestions = explorer()?.suggestions(&query);
    let each = suggestions.into_iter().map(|entry| {
        let link = plan_explorer::link::write(&entry.to, plan);
        (entry.kind, entry.label.to_owned(), link)
    });
    Ok(each.collect())
}

#[test]
fn what_is_typed_suggests_places_terms_headings_and_projects() -> Result<()> {
    let first = |typed: &str| -> Result<(SuggestionKind, String, String)> {
        suggested(typed)?.into_iter().next().context("nothing")
    };
    for typed in ["尼木", "尼木縣", "nimu", "nmx"] {
        let (kind, label, link) = first(typed)?;
        ensure!(
            kind == SuggestionKind::County && label == "尼木县",
            "{typed}: {label}"
        );
        ensure!(link == "county=nimu", "{link}");
    }
    let all = suggested("三项")?;
    let works = all
        .iter()
        .filter(|(_, label, _)| label == "三项工程")
        .count();
    ensure!(works == 2, "one label, two terms: {all:?}");
    ensure!(suggested("新机场")?.iter().any(|(kind, _, link)| {
        *kind == SuggestionKind::Project && link == "at=pr-new-airport"
    }));
    ensure!(suggested("")?.is_empty() && suggested("没有这个词")?.is_empty());
    for typed in ["城", "建设", "jianshe", "s"] {
        let all = suggested(typed)?;
        ensure!(all.len() <= 8, "{typed}");
        for (_, label, link) in all {
            let reading = plan_explorer::link::read(&link, plan()?);
            ensure!(
                reading.notices.is_empty() && reading.query.q.is_empty(),
                "{label}: {link}"
            );
        }
    }
    Ok(())
}

#[test]
fn where_nothing_is_found_the_nearest_search_finds_something() -> Result<()> {
    for (typed, wanted) in [
        ("低空经济 海运", Some("低空经济")),
        ("低空经济学院", Some("低空经济")),
        ("zzzz", None),
        ("低空经济", None),
    ] {
        let query = Query {
            q: SearchText::new(typed),
            ..Query::default()
        };
        let nearest = explorer()?.view(&query).nearest;
        let found = nearest.as_ref().map(|nearest| nearest.q.as_str());
        ensure!(found == wanted, "{typed}: {found:?}");
        if let Some(nearest) = nearest {
            let again = Query {
                q: nearest.q,
                ..query
            };
            ensure!(explorer()?.view(&again).total == nearest.total && nearest.total > 0);
        }
    }
    Ok(())
}

fn searching(typed: &str) -> Query {
    Query {
        q: SearchText::new(typed),
        ..Query::default()
    }
}

/// The ids of the passages that are found.
fn found(typed: &str) -> Result<Vec<&'static str>> {
    let view = explorer()?.view(&searching(typed));
    Ok(view.matching.iter().map(|p| p.id.as_str()).collect())
}

/// Every stretch of the results that is marked as found.
fn marked(typed: &str) -> Result<Vec<String>> {
    let view = explorer()?.view(&searching(typed));
    let groups = view.blocks.iter().flat_map(|block| &block.groups);
    let items = groups.flat_map(|group| &group.items);
    let pieces = items.flat_map(|item| {
        let excerpts = item.excerpts().into_iter();
        let excerpts = excerpts.flat_map(|excerpt| excerpt.pieces);
        item.heading().into_iter().chain(excerpts)
    });
    let found = pieces.filter(|piece| piece.mark == Some(Mark::Search));
    Ok(found.map(|piece| piece.text.to_owned()).collect())
}

#[test]
fn initials_lead_to_what_is_meant_by_them_and_nothing_across_words() -> Result<()> {
    let found = marked("dkjj")?;
    ensure!(
        !found.is_empty() && found.iter().all(|words| words == "低空经济"),
        "{found:?}"
    );
    ensure!(marked("dhjq")?.is_empty(), "大会及其 is more than one word");
    ensure!(marked("ydyl")?.iter().all(|words| words == "一带一路"));
    Ok(())
}

#[test]
fn invisible_characters_in_a_search_count_as_nothing() -> Result<()> {
    let wanted = found("低空经济")?;
    ensure!(!wanted.is_empty());
    for typed in [
        "低空\u{200B}经济",
        "\u{FEFF}低空经济",
        "低\u{AD}空经济\u{200E}",
        "\u{A0}低空经济\u{2060}",
    ] {
        ensure!(found(typed)? == wanted, "{typed:?}");
    }
    ensure!(
        found("生态\u{A0}旅游")? == found("生态 旅游")?,
        "a space is a space"
    );
    Ok(())
}

#[test]
fn quotation_marks_of_any_sort_find_the_same_or_none_at_all() -> Result<()> {
    let wanted = found("十五五")?;
    ensure!(wanted.len() > 5);
    for typed in [
        "“十五五”",
        "「十五五」",
        "『十五五』",
        "\"十五五\"",
        "‘十五五’",
        "'十五五'",
        "«十五五»",
        "＂十五五＂",
        "《十五五》",
        "”十五五“",
        "“十五五",
    ] {
        ensure!(found(typed)? == wanted, "{typed}");
    }
    for typed in ["“一带一路”建设", "「一带一路」建设", "一带一路建设"] {
        ensure!(
            marked(typed)?.iter().all(|words| words == "一带一路”建设"),
            "{typed}"
        );
        ensure!(!found(typed)?.is_empty(), "{typed}");
    }
    Ok(())
}

#[test]
fn which_mark_stands_between_words_is_no_difference() -> Result<()> {
    let wanted = found("稳定、发展")?;
    ensure!(!wanted.is_empty());
    for typed in [
        "稳定，发展",
        "稳定,发展",
        "稳定；发展",
        "稳定|发展",
        "稳定/发展",
        "稳定、发展。",
    ] {
        ensure!(found(typed)? == wanted, "{typed}");
        ensure!(
            marked(typed)?.iter().all(|words| words == "稳定、发展"),
            "{typed}"
        );
    }
    ensure!(found("机场。")? == found("机场")?);
    Ok(())
}

#[test]
fn look_alikes_of_the_chinese_zero_find_it() -> Result<()> {
    let wanted = found("二〇三五年")?;
    ensure!(!wanted.is_empty());
    for typed in [
        "二○三五年",
        "二零三五年",
        "二O三五年",
        "二Ｏ三五年",
        "二◯三五年",
        "2035年",
        "２０３５年",
    ] {
        ensure!(found(typed)? == wanted, "{typed}");
    }
    Ok(())
}

#[test]
fn pinyin_is_found_with_and_without_its_marks() -> Result<()> {
    for typed in ["lüse", "lǜsè", "lvse", "luse", "lu\u{308}\u{300}se\u{300}"] {
        let found = marked(typed)?;
        ensure!(
            !found.is_empty() && found.iter().all(|words| words == "绿色"),
            "{typed}"
        );
    }
    Ok(())
}

#[test]
fn a_number_is_found_with_and_without_its_commas() -> Result<()> {
    let wanted = found("7143")?;
    ensure!(!wanted.is_empty());
    for typed in ["7,143", "7，143", "７，１４３"] {
        ensure!(found(typed)? == wanted, "{typed}");
    }
    Ok(())
}

#[test]
fn english_names_find_themes_places_and_headings() -> Result<()> {
    let plan = plan()?;
    for typed in ["tourism", "Tourism", "tour", "culture and tourism"] {
        let found = found(typed)?;
        for passage in plan.passages() {
            if passage.all_themes().contains(theme("culture_tourism")) {
                ensure!(
                    found.contains(&passage.id.as_str()),
                    "{typed}: {}",
                    passage.id
                );
            }
        }
        let first = suggested(typed)?.into_iter().next().context("nothing")?;
        ensure!(first.1 == "文化与旅游", "{typed}: {first:?}");
    }
    // A heading alone.
    let transport = found("\"comprehensive transport system\"")?;
    ensure!(transport == ["m14"], "{transport:?}");
    ensure!(marked("convenient")?.contains(&"构建高效便捷的综合交通体系".to_owned()));
    for (typed, id) in [
        ("Nyêmo County", "county=nimu"),
        ("qüxü", "county=qushui"),
        ("barkhor", "zone=barkhor"),
    ] {
        ensure!(
            suggested(typed)?.iter().any(|(_, _, link)| link == id),
            "{typed}"
        );
    }
    ensure!(
        found("nyemo")? == found("尼木县")?,
        "where the name itself stands"
    );
    let projects = searching("tourism").in_view(ViewKind::Projects);
    ensure!(
        explorer()?.view(&projects).total > 0,
        "projects by their themes"
    );
    Ok(())
}

#[test]
fn an_english_word_half_typed_offers_no_pinyin() -> Result<()> {
    for (typed, never) in [
        ("tour", ["投融", "头人"]),
        ("tou", ["投融", "头人"]),
        ("touri", ["投融", "头人"]),
    ] {
        let marks = marked(typed)?;
        ensure!(
            !marks.iter().any(|words| never.contains(&words.as_str())),
            "{typed}: {marks:?}"
        );
    }
    let labels: Vec<String> = suggested("tour")?
        .into_iter()
        .map(|entry| entry.1)
        .collect();
    ensure!(
        labels.iter().all(|label| label.contains("旅游")),
        "{labels:?}"
    );
    // Whole syllables count even where an English word begins so: 党, Damxung.
    ensure!(marked("dang")?.contains(&"党".to_owned()));
    Ok(())
}

#[test]
fn a_text_longer_than_is_searched_says_so() {
    let long = SearchText::new(&"高质量发展".repeat(30));
    assert!(long.is_full() && long.as_str().chars().count() == SearchText::MAX);
    assert!(!SearchText::new("高质量发展").is_full());
}

#[test]
fn of_what_is_typed_what_begins_so_comes_first_and_of_no_kind_too_many() -> Result<()> {
    let mut full = 0;
    for typed in ["建设", "城", "拉萨", "生态", "产业", "s", "xian", "三"] {
        let all = suggested(typed)?;
        for (kind, ..) in &all {
            let alike = all.iter().filter(|(other, ..)| other == kind).count();
            ensure!(alike <= 3, "{typed}: {alike} of one kind");
            full = full.max(alike);
        }
        let begins = |label: &str| label.starts_with(typed);
        let places = all.iter().map(|(kind, label, _)| (!begins(label), *kind));
        if typed.chars().all(|letter| !letter.is_ascii()) {
            ensure!(places.is_sorted(), "{typed}: {all:?}");
        }
    }
    ensure!(full == 3, "nothing is left out");
    Ok(())
}

#[test]
fn a_name_is_suggested_once_unless_it_is_a_term_of_two_meanings() -> Result<()> {
    for project in explorer()?.plan().projects() {
        let all = suggested(&project.name)?;
        let alike = all
            .iter()
            .filter(|(kind, label, _)| *kind == SuggestionKind::Project && *label == project.name);
        ensure!(alike.count() <= 1, "{}", project.name);
    }
    Ok(())
}

#[test]
fn a_suggestion_keeps_what_else_is_chosen_and_opens_what_it_names() -> Result<()> {
    let query = plan_explorer::link::read("view=projects&county=dazi&at=m1&q=尼木", plan()?).query;
    let all = explorer()?.suggestions(&query);
    let first = all.first().context("nothing")?;
    ensure!(plan_explorer::link::write(&first.to, plan()?) == "view=projects&county=nimu");
    for (typed, wanted) in [
        ("高新区", "zone=gaoxin"),
        ("文化与旅游", "theme=culture_tourism"),
        ("四件大事", "at=t-four-matters"),
        ("构建高效便捷的综合交通体系", "at=m14"),
    ] {
        let links = suggested(typed)?;
        ensure!(links.iter().any(|(_, _, link)| link == wanted), "{links:?}");
    }
    Ok(())
}

#[test]
fn where_nothing_is_found_everything_is_named_that_alone_stands_in_the_way() -> Result<()> {
    let explorer = explorer()?;
    let mut ways = 0;
    for link in [
        "county=linzhou&theme=edu_talent&zone=barkhor&q=%E6%9C%BA%E5%9C%BA",
        "theme=ecology&q=%E6%97%A0%E6%AD%A4%E8%AF%9D",
        "view=timeline&kind=vision&period=14",
        "view=projects&status=done&period=15",
        "view=projects&tier=concrete&q=%E6%97%A0%E6%AD%A4%E8%AF%9D",
        "view=timeline&years=2025&period=15",
    ] {
        let query = plan_explorer::link::read(link, plan()?).query;
        let view = explorer.view(&query);
        ensure!(view.total == 0, "{link} has {}", view.total);
        let mut wanted = Vec::new();
        for &facet in Facet::ALL {
            let looser = query.without(facet);
            let total = explorer.view(&looser).total;
            if looser != query && total > 0 {
                wanted.push((facet, total));
            }
        }
        let found = view.loosen.iter().map(|way| (way.facet, way.total));
        ensure!(
            found.eq(wanted.iter().copied()),
            "{link}: {:?}",
            view.loosen
        );
        ways += wanted.len();
    }
    ensure!(ways >= 8, "{ways}");
    ensure!(explorer.view(&Query::default()).loosen.is_empty());
    Ok(())
}

#[test]
fn the_examples_of_a_search_find_what_they_are_examples_of() -> Result<()> {
    let examples = &plan()?.site().search;
    for typed in [
        &examples.word,
        &examples.two,
        &examples.without,
        &examples.phrase,
        &examples.pinyin,
        &examples.initials,
        &examples.traditional,
        &examples.marks,
        &examples.english,
    ] {
        ensure!(!found(typed)?.is_empty(), "{typed} finds nothing");
    }
    // Each shows what it is an example of: without it, another search would be made.
    ensure!(examples.two.split(' ').count() == 2);
    let (with, without) = examples.without.split_once(" -").context("no minus")?;
    ensure!(found(with)?.len() > found(&examples.without)?.len());
    ensure!(!found(&format!("{with} {without}"))?.is_empty());
    let phrase = format!("\"{}\"", examples.phrase);
    ensure!(marked(&phrase)?.contains(&examples.phrase));
    for latin in [&examples.pinyin, &examples.initials] {
        ensure!(
            latin.chars().all(|letter| letter.is_ascii_lowercase()),
            "{latin}"
        );
        let marks = marked(latin)?;
        ensure!(marks.iter().all(|words| !words.is_ascii()), "{marks:?}");
    }
    let as_written = |typed: &str| -> Result<bool> {
        let mut passages = plan()?.passages().iter();
        Ok(passages.any(|passage| passage.text.as_str().contains(typed)))
    };
    ensure!(as_written(&examples.word)? && as_written(&examples.phrase)?);
    ensure!(!as_written(&examples.traditional)? && !as_written(&examples.marks)?);
    ensure!(!as_written(&examples.english)?);
    Ok(())
}

#[test]
fn every_example_question_has_an_answer() -> Result<()> {
    let questions = &plan()?.site().questions;
    ensure!(!questions.is_empty());
    for question in questions {
        let query = common::query(&question.link)?;
        ensure!(query.is_filtered(), "?{} asks nothing", question.link);
        ensure!(explorer()?.view(&query).total > 0, "?{}", question.link);
        let link = plan_explorer::link::write(&query, plan()?);
        ensure!(link == question.link, "{link}");
    }
    Ok(())
}
