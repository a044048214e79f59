//! What the page shows, read back.

use anyhow::{Context, Result, ensure};

use crate::native;
use crate::support::Page;

async fn ids(page: &Page) -> Result<Vec<String>> {
    strings(
        page,
        "[...document.querySelectorAll('.item h4 a')].map(a => a.dataset.opens)",
    )
    .await
}

/// What a piece of JavaScript lists.
pub async fn strings(page: &Page, code: &str) -> Result<Vec<String>> {
    let found = page.js(&format!("return {code}")).await?;
    let list = found.as_array().context("not a list")?;
    Ok(list
        .iter()
        .map(|entry| entry.as_str().unwrap_or_default().to_owned())
        .collect())
}

/// The page shows the list that the link asks for, word for word.
pub async fn shows_list(page: &Page, link: &str) -> Result<()> {
    let (wanted, texts) = native::list(link)?;
    page.wait_for(
        &format!("the list of {link}"),
        async || ids(page).await,
        |found| *found == wanted,
    )
    .await?;
    let shown = strings(
        page,
        "[...document.querySelectorAll('.excerpt')].map(p => p.textContent)",
    )
    .await?;
    ensure!(shown == texts, "{link} shows {shown:?}");
    let status = page.text("#status").await?;
    ensure!(
        status.starts_with(&wanted.len().to_string()),
        "{link}: {status}"
    );
    Ok(())
}
