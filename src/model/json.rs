//! Serde and JSON Schema for the types that cannot derive them: a vocabulary's value is its id, a set is a
//! list of ids, a text is a string. Native only, as all use of serde: the page reads [`super::compact`].

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{IdSet, Text, Vocabulary};

/// Reads the id of a value. The error for an unknown id names the vocabulary and the id.
pub(crate) fn deserialize_id<'de, D: Deserializer<'de>, V: Vocabulary>(
    deserializer: D,
) -> Result<V, D::Error> {
    struct Id<V>(PhantomData<V>);
    impl<V: Vocabulary> Visitor<'_> for Id<V> {
        type Value = V;
        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("the id of a ")?;
            formatter.write_str(V::NAME)
        }
        fn visit_str<E: Error>(self, id: &str) -> Result<V, E> {
            V::from_id(id).ok_or_else(|| E::invalid_value(Unexpected::Str(id), &self))
        }
    }
    deserializer.deserialize_str(Id(PhantomData))
}

/// The JSON Schema of a vocabulary: one of its ids.
pub(crate) fn schema_of_ids<V: Vocabulary>() -> Schema {
    let ids: Vec<&str> = V::ALL.iter().map(|value| value.id()).collect();
    json_schema!({
        "description": format!("The id of a {}.", V::NAME),
        "type": "string",
        "enum": ids,
    })
}

/// Implements serde and JSON Schema for a vocabulary.
macro_rules! vocabulary_json {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::model::Vocabulary::id(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::json::deserialize_id(deserializer)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::model::json::schema_of_ids::<Self>()
            }
        }
    };
}
pub(crate) use vocabulary_json;

impl<V: Vocabulary + Serialize> Serialize for IdSet<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de, V: Vocabulary + Deserialize<'de>> Deserialize<'de> for IdSet<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<V>::deserialize(deserializer)?.into_iter().collect())
    }
}

impl<V: Vocabulary + JsonSchema> JsonSchema for IdSet<V> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}Set", V::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = generator.subschema_for::<V>();
        json_schema!({ "type": "array", "items": items, "uniqueItems": true })
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}
