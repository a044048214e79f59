//! What a button asks for, as it stands in `data-do` and `data-value`.

use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// What a button or field asks for.
    Action, "action" {
        /// Copies the link of what `data-value` says ([`Of`]).
        CopyLink = "copy-link",
        /// Opens the system's share sheet with that link.
        ShareLink = "share-link",
        /// Opens the sheet that hands that link on.
        ShareSheet = "share-sheet",
        /// Chooses the size of text that the value names.
        Size = "size",
        /// Copies the text of the element whose id is the value.
        CopyText = "copy-text",
        /// Copies the view in the format that the value names.
        CopyView = "copy-view",
        /// Saves the view in the format that the value names.
        SaveView = "save-view",
        /// Closes what is opened.
        Close = "close",
        /// Takes the notices away.
        Dismiss = "dismiss",
        /// Takes the text that is to be copied by hand away.
        CloseByHand = "close-by-hand",
        /// Opens the filters of a narrow screen.
        OpenFilters = "open-filters",
        /// Closes them.
        CloseFilters = "close-filters",
        /// Moves the focus past the filters, to the results.
        Skip = "skip",
        /// Draws all of a long answer.
        DrawAll = "draw-all",
        /// Shows in the outline where the reader is.
        Outline = "outline",
        /// Opens the help.
        Help = "help",
        /// Chooses the first year of those shown.
        YearsFrom = "years-from",
        /// Chooses the last one.
        YearsTo = "years-to",
        /// Chooses the colour scheme that the value names.
        Scheme = "scheme",
    }
}

vocabulary! {
    /// What a link is made of.
    Of, "link" {
        /// The view without the opened passage.
        View = "view",
        /// The view with the opened passage.
        Opened = "opened",
    }
}
