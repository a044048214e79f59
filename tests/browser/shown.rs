//! What the page shows, read back and compared.

use anyhow::{Context, Result, ensure};

use crate::native;
use crate::support::Page;

/// Waits for three frames: whatever a press does, it has done it then.
pub async fn settle(page: &Page) -> Result<()> {
    let frames = "const done = arguments[0]; let left = 3;
        const next = () => left-- ? requestAnimationFrame(next) : setTimeout(done, 100); next()";
    page.driver()
        .execute_async(frames, vec![])
        .await
        .context("no frame")?;
    Ok(())
}

/// The strings that an expression in JavaScript lists.
pub async fn strings(page: &Page, code: &str) -> Result<Vec<String>> {
    let found = page.js(&format!("return {code}")).await?;
    let list = found.as_array().context("not a list")?;
    let strings = list.iter().map(|entry| {
        let string = entry.as_str().map(str::to_owned);
        string.with_context(|| format!("{entry} is no string"))
    });
    strings.collect()
}

/// The text content of each element that `css` matches now, in sight or not.
pub async fn contents(page: &Page, css: &str) -> Result<Vec<String>> {
    let code = format!("[...document.querySelectorAll({css:?})].map(e => e.textContent)");
    strings(page, &code).await
}

/// Waits until the elements that `css` matches have these text contents.
pub async fn shows(page: &Page, css: &str, wanted: &[impl AsRef<str>]) -> Result<()> {
    ensure!(!wanted.is_empty(), "nothing is expected of {css}");
    let read = async || contents(page, css).await;
    let is_wanted = |found: &Vec<String>| found.iter().eq(wanted.iter().map(AsRef::as_ref));
    page.wait_for(&format!("{css} to say what it should"), read, is_wanted)
        .await?;
    Ok(())
}

/// Waits until the page shows the list of a link, word for word, and says how long it is.
pub async fn shows_list(page: &Page, link: &str) -> Result<()> {
    let (ids, texts) = native::list(link)?;
    ensure!(!ids.is_empty(), "?{link} has no results");
    let code = "[...document.querySelectorAll('.item h4 a')].map(a => a.dataset.opens)";
    page.wait_for(
        &format!("the list of ?{link}"),
        async || strings(page, code).await,
        |found| *found == ids,
    )
    .await?;
    shows(page, ".item :is(.excerpt, .sentence)", &texts).await?;
    let says_how_many = |status: &String| {
        let digits = status.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let end = digits.find(|letter: char| !letter.is_ascii_digit());
        digits.get(..end.unwrap_or(digits.len())) == Some(&ids.len().to_string())
    };
    page.wait_for(
        &format!("the status to say {}", ids.len()),
        async || page.text("#status").await,
        says_how_many,
    )
    .await?;
    Ok(())
}
