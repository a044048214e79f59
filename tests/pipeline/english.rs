//! The rules of the English translations: each heading and note has one, in English.

use anyhow::{Result, ensure};
use plan_explorer::ingest::{Fault, build};

use super::{Case, case, check, sources, text};

#[test]
fn every_heading_and_note_has_one_translation() -> Result<()> {
    check(&[
        case!(
            english,
            "\"m14\" =",
            "\"m99\" =",
            "m14",
            Fault::Untranslated { .. }
        ),
        case!(
            english,
            "\"m14\" =",
            "\"m99\" =",
            "m99",
            Fault::UnknownPassage { .. }
        ),
        case!(
            english,
            "\"m14\" =",
            "\"closing\" =",
            "closing",
            Fault::NothingToTranslate
        ),
        // TOML refuses a key given twice.
        case!(
            english,
            "\"m14\" =",
            "\"m13\" =",
            "line",
            Fault::Unreadable { .. }
        ),
        case!(
            english,
            "\"图片说明\" =",
            "\"图片\" =",
            "图片说明",
            Fault::Untranslated { .. }
        ),
        case!(
            english,
            "\"图片说明\" =",
            "\"图片\" =",
            "图片",
            Fault::NothingToTranslate
        ),
        case!(
            plan,
            "转载页\"",
            "页面\"",
            "页面",
            Fault::Untranslated { .. }
        ),
    ])
}

#[test]
fn a_translation_has_words_and_none_are_chinese() -> Result<()> {
    check(&[
        case!(
            english,
            "\"m21\" = \"Deepen reform in key areas\"",
            "\"m21\" = \" \"",
            "m21",
            Fault::EmptyEnglish
        ),
        case!(
            english,
            "Deepen reform in key areas",
            "Deepen 改革 in key areas",
            "m21",
            Fault::NotEnglish { letter: '改' }
        ),
        case!(
            english,
            "Caption of a picture",
            "Caption，of a picture",
            "图片说明",
            Fault::NotEnglish { letter: '，' }
        ),
        case!(
            themes,
            "en = \"Culture and tourism\"",
            "en = \"\"",
            "culture_tourism",
            Fault::EmptyEnglish
        ),
        case!(
            places,
            "en = \"Nyêmo County\"",
            "en = \"尼木 County\"",
            "nimu",
            Fault::NotEnglish { letter: '尼' }
        ),
        case!(
            places,
            "en = \"Barkhor Old Town\"",
            "en = \"\"",
            "barkhor",
            Fault::EmptyEnglish
        ),
    ])
}

#[test]
fn every_main_milestone_and_term_has_one_translation() -> Result<()> {
    check(&[
        case!(
            english,
            "\"ms-road-length\" =",
            "\"ms-road-width\" =",
            "ms-road-length",
            Fault::Untranslated { .. }
        ),
        case!(
            english,
            "\"ms-road-length\" =",
            "\"ms-road-width\" =",
            "ms-road-width",
            Fault::NothingToTranslate
        ),
        // A milestone that becomes a main one needs English.
        case!(
            milestones,
            "core = false",
            "core = true",
            "ms-key-period",
            Fault::Untranslated { .. }
        ),
        case!(
            english,
            "\"t-one-pole\" =",
            "\"t-two-poles\" =",
            "t-one-pole",
            Fault::Untranslated { .. }
        ),
        // A term is no milestone.
        case!(
            english,
            "[terms]",
            "\"t-one-pole\" = \"one pole driving\"\n\n[terms]",
            "t-one-pole",
            Fault::NothingToTranslate
        ),
        case!(
            english,
            "\"t-one-pole\" = \"one pole driving\"",
            "\"t-one-pole\" = \"一极 driving\"",
            "t-one-pole",
            Fault::NotEnglish { letter: '一' }
        ),
        case!(
            english,
            "reached 7,143 kilometres\"\n",
            "reached 7，143 kilometres\"\n",
            "ms-road-length",
            Fault::NotEnglish { letter: '，' }
        ),
    ])
}

#[test]
fn a_measured_quantity_says_in_english_what_and_how_much() -> Result<()> {
    const ROAD: &str = "en = \"Total length of roads open to traffic: reached 7,143 kilometres\"\n";
    check(&[
        case!(quantities, ROAD, "", "7143公里", Fault::NoEnglish),
        case!(
            quantities,
            ROAD,
            "en = \" \"\n",
            "7143公里",
            Fault::EmptyEnglish
        ),
        case!(
            quantities,
            ROAD,
            "en = \"7143公里 of roads\"\n",
            "7143公里",
            Fault::NotEnglish { letter: '公' }
        ),
    ])
}

#[test]
fn without_the_file_no_english_is_needed_and_no_label_has_any() -> Result<()> {
    let mut sources = sources()?;
    sources.english = None;
    let quantities = text(&mut sources.quantities);
    let lines: Vec<&str> = quantities
        .lines()
        .filter(|line| !line.starts_with("en ="))
        .collect();
    *quantities = lines.join("\n");
    let file = build(&sources).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    ensure!(file.milestones.iter().all(|entry| entry.label_en.is_none()));
    ensure!(file.terms.iter().all(|entry| entry.en.is_none()));
    ensure!(file.quantities.iter().all(|entry| entry.en.is_none()));
    Ok(())
}
