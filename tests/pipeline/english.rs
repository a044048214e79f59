//! The rules of the English translations: each heading and note has one, in English.

use anyhow::Result;
use plan_explorer::ingest::Fault;

use super::{Case, case, check};

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
