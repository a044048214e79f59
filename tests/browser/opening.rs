//! The start of the page: any link on a slow network, the reader's language, and typing at once.

use std::time::Duration;

use anyhow::{Result, ensure};
use plan_explorer::words::{EN, ZH};

use crate::shown::shows_list;
use crate::support::browser_test;

#[test]
fn a_link_opens_what_it_asks_for_on_a_slow_network() -> Result<()> {
    browser_test(async |browser| {
        for link in ["view=matrix", "q=nimu", "q=尼木縣", "lang=en"] {
            let opening = browser.page(&format!("/?{link}"));
            let opening = opening.altered(|path, answer| {
                if path.ends_with(".wasm") {
                    answer.delay = Duration::from_millis(400);
                }
            });
            let page = opening.open().await?;
            match link {
                "view=matrix" => page.wait_for_count("table.matrix", 1).await?,
                "lang=en" => page.wait_for_text("#tab-list", EN.view_names[0]).await?,
                _ => shows_list(&page, link).await?,
            }
            ensure!(!page.exists("#placeholder").await?, "{link}");
            page.assert_no_console_errors().await?;
        }
        Ok(())
    })
}

#[test]
fn the_page_has_the_first_of_the_readers_languages_that_it_knows() -> Result<()> {
    browser_test(async |browser| {
        for (language, words) in [("zh-CN", &ZH), ("en", &EN)] {
            let page = browser.page("/").language(language).open().await?;
            page.wait_for_text("#tab-list", words.view_names[0]).await?;
        }
        let languages = "Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['fr', 'en-GB', 'zh'] })";
        let page = browser.page("/").first(languages).open().await?;
        page.wait_for_text("#tab-list", EN.view_names[0]).await
    })
}

#[test]
fn typed_words_stay_when_a_theme_is_chosen_at_once() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        // In one task, so that the page cannot have answered in between.
        page.js("const field = document.querySelector('input[name=q]');
             field.value = '绿色';
             field.dispatchEvent(new InputEvent('input', { bubbles: true, data: '绿色' }));
             document.getElementById('theme-ecology').click()")
            .await?;
        page.wait_for_query("theme=ecology&q=%E7%BB%BF%E8%89%B2")
            .await?;
        shows_list(&page, "theme=ecology&q=绿色").await
    })
}
