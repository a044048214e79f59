//! Listing every string of a language, so that a test can hold one language against another and a new
//! field cannot be forgotten.

use crate::query::Lang;

/// Something that holds strings of the interface.
pub trait Strings {
    /// Adds every string to `all`, with its path below `name`: `close`, `view_names.3`, `about.what`.
    fn walk(&self, name: &str, all: &mut Vec<(String, &'static str)>);
}

impl Strings for &'static str {
    fn walk(&self, name: &str, all: &mut Vec<(String, &'static str)>) {
        all.push((name.to_owned(), self));
    }
}

impl<T: Strings> Strings for [T] {
    fn walk(&self, name: &str, all: &mut Vec<(String, &'static str)>) {
        for (at, entry) in self.iter().enumerate() {
            entry.walk(&format!("{name}.{at}"), all);
        }
    }
}

impl<T: Strings, const N: usize> Strings for [T; N] {
    fn walk(&self, name: &str, all: &mut Vec<(String, &'static str)>) {
        self.as_slice().walk(name, all);
    }
}

impl<T: Strings> Strings for &'static [T] {
    fn walk(&self, name: &str, all: &mut Vec<(String, &'static str)>) {
        (**self).walk(name, all);
    }
}

impl<T: Strings> Strings for (T, T) {
    fn walk(&self, name: &str, all: &mut Vec<(String, &'static str)>) {
        self.0.walk(&format!("{name}.name"), all);
        self.1.walk(&format!("{name}.says"), all);
    }
}

/// No string: it says which language the others are.
impl Strings for Lang {
    fn walk(&self, _name: &str, _all: &mut Vec<(String, &'static str)>) {}
}

/// Declares a struct of strings and lists its fields in one place.
macro_rules! strings {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)+ }) => {
        $(#[$about])*
        #[derive(Debug)]
        #[expect(
            missing_docs,
            reason = "each field is named after what it says on screen"
        )]
        pub struct $name { $($(#[$doc])* pub $field: $type,)+ }

        impl $crate::words::Strings for $name {
            fn walk(&self, name: &str, all: &mut Vec<(String, &'static str)>) {
                $({
                    let separator = if name.is_empty() { "" } else { "." };
                    let path = format!("{name}{separator}{}", stringify!($field));
                    $crate::words::Strings::walk(&self.$field, &path, all);
                })+
            }
        }
    };
}
