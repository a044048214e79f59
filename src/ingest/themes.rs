//! The themes of every passage.

use super::annotations::{Tags, ThemesFile};
use super::files::THEMES;
use super::ids::Ids;
use super::{Fault, Outline, Problem};
use crate::model::{IdSet, Theme, file};

/// The themes of every paragraph, in text order. A paragraph without themes is a problem and gets none.
pub(super) fn tags(
    themes: &ThemesFile,
    outline: &Outline,
    ids: &Ids,
    problems: &mut Vec<Problem>,
) -> Vec<file::Tags> {
    for id in themes.passages.keys() {
        if outline.paragraph(id).is_none() {
            let fault = Fault::UnknownPassage { id: id.clone() };
            problems.push(Problem::new(THEMES, id, fault));
        }
    }
    let tags = outline.paragraphs.iter().map(|paragraph| {
        let tags = themes.passages.get(&paragraph.id);
        let tags = tags
            .ok_or(Fault::Untagged)
            .and_then(|tags| checked(tags, ids));
        tags.unwrap_or_else(|fault| {
            problems.push(Problem::new(THEMES, &paragraph.id, fault));
            file::Tags {
                primary: String::new(),
                secondary: Vec::new(),
            }
        })
    });
    tags.collect()
}

fn checked(tags: &Tags, ids: &Ids) -> Result<file::Tags, Fault> {
    let primary: Theme = ids.one(&tags.primary)?;
    let secondary: IdSet<Theme> = ids.set(&tags.secondary)?;
    if secondary.contains(primary) {
        return Err(Fault::PrimaryTwice);
    }
    Ok(file::Tags {
        primary: ids.id(primary),
        secondary: ids.list(secondary),
    })
}
