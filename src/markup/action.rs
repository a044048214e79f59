//! What buttons do: the values of `data-do`, and what `data-value` adds to them.

use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// What a button or field does.
    Action, "action" {
        /// Copies a link: the value is a [`ShareTarget`].
        CopyLink = "copy-link",
        /// Opens the system's share sheet with a link: the value is a [`ShareTarget`].
        ShareLink = "share-link",
        /// Opens the share dialog for a link: the value is a [`ShareTarget`].
        ShareSheet = "share-sheet",
        /// Sets the text size to the value.
        Size = "size",
        /// Copies the text of the element whose id is the value.
        CopyText = "copy-text",
        /// Copies the view: the value is an export format.
        CopyView = "copy-view",
        /// Saves the view as a file: the value is an export format.
        SaveView = "save-view",
        /// Closes the panel.
        Close = "close",
        /// Removes the notices.
        Dismiss = "dismiss",
        /// Removes the text that is shown for copying by hand.
        CloseByHand = "close-by-hand",
        /// Opens the filter sheet of a narrow screen.
        OpenFilters = "open-filters",
        /// Closes the filter sheet.
        CloseFilters = "close-filters",
        /// Moves the focus past the filters, to the results.
        Skip = "skip",
        /// Draws all of a long answer.
        DrawAll = "draw-all",
        /// Scrolls the outline to the reader's place.
        Outline = "outline",
        /// Opens the help.
        Help = "help",
        /// Sets the first year to the value.
        YearsFrom = "years-from",
        /// Sets the last year to the value.
        YearsTo = "years-to",
        /// Sets the colour scheme to the value.
        Scheme = "scheme",
    }
}

vocabulary! {
    /// Which link to share.
    ShareTarget, "link" {
        /// The view without the panel.
        View = "view",
        /// The view with what is opened.
        Opened = "opened",
    }
}
