//! Two counties or themes side by side: every number is the length of the list that it links to.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::{County, IdSet, Theme};
use plan_explorer::query::{Query, Reach, Statement, Subject, ViewKind};

use super::common::{county, theme, values};
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
fn every_number_of_a_comparison_is_the_length_of_its_list() -> Result<()> {
    let explorer = explorer()?;
    let pairs = [
        asked(&[county("linzhou"), county("nimu")], &[]),
        asked(&[county("chengguan"), county("dazi")], &[theme("urban")]),
        asked(&[], &[theme("rural"), theme("ecology")]),
    ];
    for query in pairs {
        let view = explorer.view(&query);
        let comparison = view.comparison.context("nothing is compared")?;
        let mut union = comparison.both.len();
        for side in &comparison.sides {
            let list = explorer.view(&side.to);
            ensure!(side.to.view == ViewKind::Map && list.total == side.total);
            ensure!(side.only.len() + comparison.both.len() == side.total);
            ensure!(side.only.iter().all(|own| !comparison.both.contains(own)));
            union += side.only.len();
        }
        ensure!(union == view.total, "{union} of {}", view.total);
        ensure!(!comparison.lines.is_empty());
        for line in &comparison.lines {
            for cell in &line.counts {
                let list = explorer.view(&cell.to).total;
                ensure!(list == cell.count, "{:?}", line.subject);
            }
        }
    }
    Ok(())
}

#[test]
fn the_first_two_are_compared_and_the_others_are_listed() -> Result<()> {
    let explorer = explorer()?;
    let three = asked(
        &[county("nimu"), county("chengguan"), county("qushui")],
        &[],
    );
    let view = explorer.view(&three);
    let comparison = view.comparison.context("nothing is compared")?;
    let subjects = comparison.sides.map(|side| side.subject);
    ensure!(
        subjects
            == [
                Subject::County(county("chengguan")),
                Subject::County(county("nimu"))
            ],
        "{subjects:?}"
    );
    ensure!(comparison.more == [Subject::County(county("qushui"))]);
    for alone in [asked(&[], &[]), asked(&[county("nimu")], &[theme("rural")])] {
        ensure!(explorer.view(&alone).comparison.is_none(), "one is not two");
    }
    Ok(())
}

#[test]
fn a_comparison_has_a_row_for_each_chosen_theme_that_has_statements() -> Result<()> {
    let explorer = explorer()?;
    let themes = [theme("urban"), theme("ecology")];
    let two = |themes: &[Theme]| asked(&[county("linzhou"), county("nimu")], themes);
    for (query, chosen) in [
        (two(&[]), values::<Theme>()),
        (two(&themes), themes.to_vec()),
    ] {
        let view = explorer.view(&query);
        let comparison = view.comparison.context("nothing is compared")?;
        let mut wanted = Vec::new();
        for theme in chosen {
            let counts = [county("linzhou"), county("nimu")].map(|county| {
                let mut list = asked(&[county], &[theme]);
                list.view = ViewKind::Map;
                explorer.view(&list).total
            });
            if counts != [0, 0] {
                wanted.push((Subject::Theme(theme), counts));
            }
        }
        let lines = comparison.lines.iter();
        let found: Vec<_> = lines
            .map(|line| (line.subject, line.counts.each_ref().map(|cell| cell.count)))
            .collect();
        ensure!(found == wanted, "{found:?} instead of {wanted:?}");
        let most = wanted.iter().flat_map(|(_, counts)| counts).max();
        ensure!(Some(&comparison.most) == most, "{}", comparison.most);
    }
    let of_themes = explorer.view(&asked(&[], &[theme("rural"), theme("ecology")]));
    let of_themes = of_themes.comparison.context("nothing is compared")?;
    ensure!(!of_themes.lines.is_empty());
    let mut rows = of_themes.lines.iter().map(|line| line.subject);
    ensure!(rows.all(|row| matches!(row, Subject::County(_))));
    let one_county = asked(&[county("nimu")], &[theme("rural"), theme("ecology")]);
    let one_county = explorer.view(&one_county).comparison.context("nothing")?;
    let rows = one_county.lines.iter().map(|line| line.subject);
    ensure!(
        rows.eq([Subject::County(county("nimu"))]),
        "the other counties are not chosen"
    );
    Ok(())
}

#[test]
fn a_county_has_the_role_that_the_plan_gives_it_and_a_theme_has_none() -> Result<()> {
    let explorer = explorer()?;
    let query = asked(&[county("dazi"), county("qushui")], &[]);
    let comparison = explorer.view(&query).comparison.context("nothing")?;
    let counties = [county("dazi"), county("qushui")];
    for (side, county) in comparison.sides.iter().zip(counties) {
        let entry = explorer.plan().entry(county).context("no entry")?;
        ensure!(side.role.is_some() && side.role == entry.role.as_ref());
    }
    let themes = explorer.view(&asked(&[], &[theme("rural"), theme("ecology")]));
    let themes = themes.comparison.context("nothing")?;
    ensure!(themes.sides.iter().all(|side| side.role.is_none()));
    Ok(())
}

#[test]
fn a_comparison_tells_apart_what_is_said_of_each() -> Result<()> {
    let explorer = explorer()?;
    let queries = [
        asked(&[county("linzhou"), county("nimu")], &[]),
        asked(&[county("chengguan"), county("dazi")], &[theme("urban")]),
        asked(&[], &[theme("rural"), theme("ecology")]),
        Query {
            reach: Reach::Named,
            ..asked(&[county("linzhou"), county("nimu")], &[])
        },
    ];
    let (mut apart, mut shared, mut alone) = (0, 0, 0);
    for query in queries {
        let comparison = explorer.view(&query).comparison.context("nothing")?;
        for side in &comparison.sides {
            let list = explorer.statements_of(&side.to).into_iter();
            let own = list.filter(|one| !comparison.both.contains(one));
            ensure!(own.eq(&side.only));
        }
        let [one, other] = &comparison.sides;
        let of_other = explorer.statements_of(&other.to);
        let both = explorer.statements_of(&one.to).into_iter();
        ensure!(
            both.filter(|own| of_other.contains(own))
                .eq(&comparison.both)
        );
        apart += one.only.len().min(other.only.len());
        shared += comparison.both.len();
        for line in &comparison.lines {
            for (cell, side) in line.counts.iter().zip(&comparison.sides) {
                let mut narrowed = side.to.clone();
                match line.subject {
                    Subject::Theme(theme) => narrowed.themes = IdSet::of(theme),
                    Subject::County(county) => narrowed.counties = IdSet::of(county),
                }
                ensure!(cell.to == narrowed, "{:?}", line.subject);
            }
            // What is named on one side alone.
            let named = line.counts.each_ref().map(|cell| cell.named() > 0);
            for (at, side) in comparison.sides.iter().enumerate() {
                let is_alone = side.named_alone.contains(&line.subject);
                ensure!(is_alone == (named[at] && !named[1 - at]));
                alone += usize::from(is_alone);
            }
        }
    }
    ensure!(apart > 0 && shared > 0 && alone > 0, "{apart}, {shared}");
    Ok(())
}

#[test]
fn of_linzhou_and_nimu_the_plan_says_other_things_by_name() -> Result<()> {
    let query = Query {
        reach: Reach::Named,
        ..asked(&[county("linzhou"), county("nimu")], &[])
    };
    let comparison = explorer()?.view(&query).comparison;
    let comparison = comparison.context("nothing is compared")?;
    let labels = |all: &[Statement<'_>]| -> Vec<String> {
        let milestones = all.iter().filter_map(|one| one.milestone);
        milestones.map(|entry| entry.label.clone()).collect()
    };
    // 墨竹工卡县、林周县、曲水县、当雄县、尼木县5个县域中心城镇
    let both = labels(&comparison.both);
    ensure!(both == ["精准实施县域城镇化水平提升行动"], "{both:?}");
    let [linzhou, nimu] = &comparison.sides;
    for (side, wanted) in [
        (
            linzhou,
            "把林周县打造成种质资源创新和生态价值转化的农牧融合发展基地",
        ),
        (nimu, "把尼木县打造成传统手工艺及传统文化承载地"),
    ] {
        let only = labels(&side.only);
        ensure!(only.iter().any(|label| label == wanted), "{only:?}");
    }
    Ok(())
}
