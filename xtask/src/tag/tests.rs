//! What is typed, what is written, and where it goes on.

use anyhow::Result;

use super::*;

const DATA: [(&str, &str); 4] = [
    (
        "source.txt",
        "云川市五年发展规划\n一、总则\n甲。乙！丙？\n二、分则\n丁。\n",
    ),
    (
        "plan.toml",
        "issuer = \"云川市\"\n[source]\nname = \"虚构\"\n[site]\ntitle = { zh = \"云\", en = \"Y\" }\nshort = \"云\"\ndescription = \"云\"\nintro = { zh = \"云\", en = \"Y\" }\nfile = \"y\"\nstorage = \"y\"\ncite = \"y\"\ncolor = \"#000000\"\noutside_sections = { zh = \"无\", en = \"None\" }\n[site.search]\nword = \"总则\"\ntwo = \"甲 乙\"\nwithout = \"甲 -丁\"\nphrase = \"总则\"\npinyin = \"zongze\"\ninitials = \"zz\"\ntraditional = \"總則\"\nmarks = \"甲\"\nenglish = \"sea\"\n[[period]]\nid = \"1\"\nname = { zh = \"一\", en = \"1\" }\nrole = \"planned\"\nfirst = 2026\nlast = 2030\nwidth = 1\n",
    ),
    (
        "themes.toml",
        "open = true\n[[theme]]\nid = \"sea\"\nzh = \"海\"\nen = \"Sea\"\nabout = \"海\"\n[[theme]]\nid = \"land\"\nzh = \"陆\"\nen = \"Land\"\nabout = \"陆\"\n",
    ),
    ("places.toml", "county = []\n"),
];

fn folder() -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    for (name, text) in DATA {
        fs::write(folder.path().join(name), text)?;
    }
    Ok(folder)
}

fn session() -> Result<Session> {
    let folder = folder()?;
    let plan = build(&Sources::read(folder.path())?)
        .map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    Ok(Session::new(&plan))
}

fn asked(session: &Session) -> Option<&str> {
    session.sentence().map(|sentence| sentence.id.as_str())
}

#[test]
fn keys_give_themes_and_lead_to_the_next_sentence() -> Result<()> {
    let mut session = session()?;
    assert_eq!(
        (asked(&session), session.sentences.len()),
        (Some("title.1"), 5)
    );
    assert_eq!(session.answer("2 1\n"), Next::Save);
    assert_eq!(
        session.tagged.get("title.1"),
        Some(&vec!["land".to_owned(), "sea".to_owned()])
    );
    assert_eq!(asked(&session), Some("ch1.lead.1"));
    assert_eq!(session.answer("="), Next::Save);
    assert_eq!(
        session.tagged.get("ch1.lead.1"),
        session.tagged.get("title.1")
    );
    assert_eq!(session.progress(), "2 of 5 (40 %)");
    Ok(())
}

#[test]
fn a_sentence_is_skipped_and_gone_back_to() -> Result<()> {
    let mut session = session()?;
    assert_eq!(session.answer(""), Next::Show);
    assert_eq!(asked(&session), Some("ch1.lead.1"));
    session.answer("1");
    assert_eq!(session.answer("-"), Next::Show);
    assert_eq!(asked(&session), Some("ch1.lead.1"));
    assert!(session.shown().contains("Has: sea"));
    session.answer("2");
    assert_eq!(
        session.tagged.get("ch1.lead.1"),
        Some(&vec!["land".to_owned()])
    );
    // At the beginning there is nothing to go back to, and at the end nothing to give.
    for _ in 0..9 {
        session.answer("-");
    }
    assert_eq!(asked(&session), Some("title.1"));
    for _ in 0..9 {
        session.answer("");
    }
    assert_eq!(asked(&session), None);
    assert_eq!(session.answer("1"), Next::Stop);
    Ok(())
}

#[test]
fn what_is_no_answer_changes_nothing() -> Result<()> {
    let mut session = session()?;
    for wrong in ["z", "1z", "11", "=", "é"] {
        assert!(matches!(session.answer(wrong), Next::Wrong(_)), "{wrong}");
    }
    assert_eq!(session.answer("?"), Next::Themes);
    assert_eq!(session.answer("."), Next::Stop);
    assert!(session.tagged.is_empty() && asked(&session) == Some("title.1"));
    Ok(())
}

#[test]
fn a_sentence_is_shown_with_its_headings_and_its_neighbours() -> Result<()> {
    let mut session = session()?;
    session.answer("");
    session.answer("");
    let shown = session.shown();
    for words in [
        "总则",
        "… 甲。",
        "▶ 乙！",
        "丙？ …",
        "1 海 · 2 陆",
        "0 of 5 (0 %)",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    Ok(())
}

#[test]
fn one_stops_and_goes_on_where_one_was_and_the_rest_of_the_file_stays() -> Result<()> {
    let folder = folder()?;
    let path = folder.path().join(FILE);
    let say = |typed: &str| -> Result<String> {
        let mut out = Vec::new();
        talk(folder.path(), &mut typed.as_bytes(), &mut out)?;
        Ok(String::from_utf8(out)?)
    };
    say("1\n2\n")?;
    assert!(
        fs::read_to_string(&path)?
            .ends_with("[sentences]\n\"title.1\" = [\"sea\"]\n\"ch1.lead.1\" = [\"land\"]\n")
    );
    let with_note = format!(
        "# 我的\n{}\n[only_in_passage]\n",
        fs::read_to_string(&path)?
    );
    fs::write(&path, with_note)?;
    let out = say("1\n.\n1\n")?;
    assert!(
        out.contains("ch1.lead.2") && out.contains("3 of 5"),
        "{out}"
    );
    let file = fs::read_to_string(&path)?;
    assert!(
        file.starts_with("# 我的\n") && file.ends_with("\n[only_in_passage]\n"),
        "{file}"
    );
    let out = say("1\n1\n")?;
    assert!(out.contains("All are tagged"), "{out}");
    let plan = build(&Sources::read(folder.path())?)
        .map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let lead = plan
        .passages
        .iter()
        .find(|passage| passage.id == "ch1.lead");
    let themes = lead.and_then(|passage| passage.themes.as_ref());
    assert_eq!(themes.map(|themes| themes.primary.as_str()), Some("sea"));
    Ok(())
}

#[test]
fn every_theme_has_a_key_of_its_own_and_no_command_is_one() {
    let mut keys: Vec<char> = KEYS.chars().collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), plan_explorer::model::MOST);
    assert!(!keys.iter().any(|key| "-=?.".contains(*key)));
}
