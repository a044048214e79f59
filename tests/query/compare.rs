//! Two counties or themes side by side: every number is that of the list its link opens.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::{County, Theme};
use plan_explorer::query::{Query, Subject, ViewKind};

use super::explorer;

fn asked(counties: &[County], themes: &[Theme]) -> Query {
    Query {
        view: ViewKind::Compare,
        counties: counties.iter().copied().collect(),
        themes: themes.iter().copied().collect(),
        ..Query::default()
    }
}

#[test]
fn every_number_of_a_comparison_is_that_of_its_list() -> Result<()> {
    let explorer = explorer()?;
    let pairs = [
        asked(&[County::Linzhou, County::Nimu], &[]),
        asked(&[County::Chengguan, County::Dazi], &[Theme::Urban]),
        asked(&[], &[Theme::Rural, Theme::Ecology]),
    ];
    for query in pairs {
        let view = explorer.view(&query);
        let comparison = view.comparison.context("nothing is compared")?;
        let mut union = comparison.both.len();
        for side in &comparison.sides {
            let list = explorer.view(&side.to);
            ensure!(side.to.view == ViewKind::List && list.total == side.total);
            ensure!(side.only.len() + comparison.both.len() == side.total);
            ensure!(side.only.iter().all(|own| !comparison.both.contains(own)));
            union += side.only.len();
        }
        ensure!(union == view.total, "{union} of {}", view.total);
        ensure!(!comparison.lines.is_empty());
        for line in &comparison.lines {
            for (count, to) in &line.counts {
                ensure!(explorer.view(to).total == *count, "{:?}", line.subject);
            }
        }
    }
    Ok(())
}

#[test]
fn two_are_compared_and_the_others_are_named() -> Result<()> {
    let explorer = explorer()?;
    let three = asked(&[County::Nimu, County::Chengguan, County::Qushui], &[]);
    let view = explorer.view(&three);
    let comparison = view.comparison.context("nothing is compared")?;
    let subjects = comparison.sides.map(|side| side.subject);
    ensure!(
        subjects
            == [
                Subject::County(County::Chengguan),
                Subject::County(County::Nimu)
            ],
        "{subjects:?}"
    );
    ensure!(comparison.more == [Subject::County(County::Qushui)]);
    for alone in [asked(&[], &[]), asked(&[County::Nimu], &[Theme::Rural])] {
        ensure!(explorer.view(&alone).comparison.is_none(), "one is not two");
    }
    Ok(())
}
