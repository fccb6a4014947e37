//! Values of one record by name, whatever they mean.

use std::collections::BTreeMap;

/// A value that is not the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Its name, such as `arguments[open-winters].text`.
    pub name: String,
    /// As it was, if it was there.
    pub before: Option<String>,
    /// As it is, if it is there.
    pub after: Option<String>,
}

/// What differs between two lists of named values: in the order of the list after, then those that
/// are gone in the order of the list before. Of values with one name the last counts.
pub fn field_changes(before: &[(String, String)], after: &[(String, String)]) -> Vec<FieldChange> {
    let [old, new] = [before, after].map(by_name);
    let standing = after.iter().map(|(name, _)| name);
    let gone = before.iter().map(|(name, _)| name);
    let gone = gone.filter(|name| !new.contains_key(name.as_str()));
    let value = |side: &BTreeMap<&str, &str>, name: &str| side.get(name).map(|v| (*v).to_owned());
    standing
        .chain(gone)
        .map(|name| FieldChange {
            name: name.clone(),
            before: value(&old, name),
            after: value(&new, name),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

fn by_name(list: &[(String, String)]) -> BTreeMap<&str, &str> {
    list.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(of: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = of.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
        owned.collect()
    }

    #[test]
    fn what_came_went_and_changed_is_told_by_name() {
        let before = list(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let after = list(&[("c", "3"), ("d", "4"), ("a", "0")]);
        let told: Vec<_> = field_changes(&before, &after)
            .into_iter()
            .map(|c| (c.name, c.before, c.after))
            .collect();
        let text = |t: &str| Some(t.to_owned());
        assert_eq!(
            told,
            [
                ("d".to_owned(), None, text("4")),
                ("a".to_owned(), text("1"), text("0")),
                ("b".to_owned(), text("2"), None),
            ]
        );
    }

    proptest! {
        #[test]
        fn the_changes_lead_from_one_side_to_the_other(
            before in prop::collection::btree_map("[a-e]", "[xy]", 0..5),
            after in prop::collection::btree_map("[a-e]", "[xy]", 0..5),
        ) {
            let [old, new] = [&before, &after].map(|side| {
                side.iter().map(|(n, v)| (n.clone(), v.clone())).collect::<Vec<_>>()
            });
            let mut patched = before.clone();
            for change in field_changes(&old, &new) {
                prop_assert_eq!(patched.get(&change.name), change.before.as_ref());
                match change.after {
                    Some(value) => drop(patched.insert(change.name, value)),
                    None => drop(patched.remove(&change.name)),
                }
            }
            prop_assert_eq!(patched, after);
        }
    }
}
