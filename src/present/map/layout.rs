//! Where the nodes and lines of a map go: layers with few crossings (Sugiyama, Tagawa and Toda
//! 1981, IEEE Trans. Syst. Man Cybern. 11: 109–125), as computed by `rust-sugiyama`.
//!
//! That library gives the places of nodes but not the bends of lines that cross a layer. So a map is
//! laid out twice: once to learn the layers, then with every long line divided into short ones by
//! points that are nodes of no size; the line bends there, and other nodes keep clear of it.

use std::collections::{BTreeMap, BTreeSet};

use rust_sugiyama::{
    configure::{Config, RankingType},
    from_vertices_and_edges,
};

/// A width and a height.
pub(super) type Size = (i32, i32);
/// A point, from the left and from the top.
pub(super) type Point = (i32, i32);

/// A map with places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// Width and height of the whole.
    pub(super) size: Size,
    /// The centre of every node.
    pub(super) centres: Vec<Point>,
    /// For every line the points where it bends, from its source to its target.
    pub(super) bends: Vec<Vec<Point>>,
}

/// Space between nodes.
const GAP: i32 = 22;
/// Further space between layers, where the lines bend.
const BEND: i32 = 26;
/// Parts that hang together only within themselves are set side by side up to this width.
const SHELF: i32 = 1400;
/// Swapping neighbours to save crossings takes long on maps larger than this.
const LARGE: usize = 250;

/// Lays out nodes of the given sizes; `edges` lead from a node to the one that stands above it.
pub(super) fn layout(sizes: &[Size], edges: &[(usize, usize)]) -> Layout {
    let first = places(sizes, edges);
    let (sizes_with_points, chains) = divided(sizes, edges, &first);
    // What the first layout put on top stays there, even where a circle of lines had to be cut.
    let upward = |pair: &[usize], reversed: bool| match pair {
        [a, b] if reversed => Some((*b, *a)),
        [a, b] => Some((*a, *b)),
        _ => None,
    };
    let y = |node: usize| first.get(node).map_or(0, |place| place.1);
    let links: Vec<(usize, usize)> = chains
        .iter()
        .zip(edges)
        .flat_map(|(chain, (from, to))| {
            let reversed = y(*from) < y(*to);
            chain
                .windows(2)
                .filter_map(move |pair| upward(pair, reversed))
        })
        .collect();
    let second = if sizes_with_points.len() == sizes.len() {
        first
    } else {
        places(&sizes_with_points, &links)
    };
    let shelved = shelve(&sizes_with_points, &links, second);
    let at = |node: &usize| shelved.get(*node).copied().unwrap_or_default();
    let inner = |chain: &Vec<usize>| {
        let ends = chain.len().saturating_sub(1);
        chain
            .get(1..ends)
            .unwrap_or_default()
            .iter()
            .map(at)
            .collect()
    };
    let right = |(size, at): (&Size, &Point)| at.0 + size.0 / 2;
    let bottom = |(size, at): (&Size, &Point)| at.1 + size.1 / 2;
    let boxes = || sizes_with_points.iter().zip(&shelved);
    Layout {
        size: (
            boxes().map(right).max().unwrap_or_default() + GAP / 2,
            boxes().map(bottom).max().unwrap_or_default() + GAP / 2,
        ),
        bends: chains.iter().map(inner).collect(),
        centres: shelved.iter().take(sizes.len()).copied().collect(),
    }
}

/// The centre of every node, each connected part by itself.
fn places(sizes: &[Size], edges: &[(usize, usize)]) -> Vec<Point> {
    let number = |node: usize| u32::try_from(node).unwrap_or(u32::MAX);
    let vertices: Vec<(u32, (f64, f64))> = sizes
        .iter()
        .enumerate()
        .map(|(node, (width, height))| {
            (number(node), (f64::from(*width), f64::from(*height + BEND)))
        })
        .collect();
    // The library draws from top to bottom, so the target comes first. Loops and doubles of a line
    // say nothing about places.
    let downward: BTreeSet<(u32, u32)> = edges
        .iter()
        .filter(|(from, to)| from != to && *from < sizes.len() && *to < sizes.len())
        .map(|(from, to)| (number(*to), number(*from)))
        .collect();
    let downward: Vec<(u32, u32)> = downward.into_iter().collect();
    let config = Config {
        vertex_spacing: f64::from(GAP),
        transpose: sizes.len() <= LARGE,
        // The layer of a node is then its longest way from the top: the depth of a reply. The
        // library's default, the network simplex, has no rule against cycling and does not end on
        // some small graphs.
        ranking_type: RankingType::Up,
        ..Config::default()
    };
    let mut found = vec![Point::default(); sizes.len()];
    for (part, ..) in from_vertices_and_edges(&vertices, &downward, &config) {
        for (node, (x, y)) in part {
            if let Some(place) = found.get_mut(node) {
                *place = (rounded(x), rounded(y));
            }
        }
    }
    found
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a drawing is some thousands of units wide"
)]
fn rounded(at: f64) -> i32 {
    at.round() as i32
}

/// The sizes with a point for every layer that a line crosses, and the nodes along every line.
fn divided(
    sizes: &[Size],
    edges: &[(usize, usize)],
    places: &[Point],
) -> (Vec<Size>, Vec<Vec<usize>>) {
    let layers: BTreeSet<i32> = places.iter().map(|place| place.1).collect();
    let layers: Vec<i32> = layers.into_iter().collect();
    let layer = |node: usize| {
        let y = places.get(node).map_or(0, |place| place.1);
        layers.binary_search(&y).unwrap_or_default()
    };
    let mut all = sizes.to_vec();
    let chain = |&(from, to): &(usize, usize)| {
        let crossed = layer(from).abs_diff(layer(to)).saturating_sub(1);
        let points = all.len()..all.len() + crossed;
        all.extend(points.clone().map(|_| (1, 1)));
        [from].into_iter().chain(points).chain([to]).collect()
    };
    let chains = edges.iter().map(chain).collect();
    (all, chains)
}

/// Sets the connected parts side by side, in the order of their first nodes.
fn shelve(sizes: &[Size], links: &[(usize, usize)], mut places: Vec<Point>) -> Vec<Point> {
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, part) in parts_of(sizes.len(), links).into_iter().enumerate() {
        parts.entry(part).or_default().push(node);
    }
    let (mut left, mut top, mut tallest) = (GAP / 2, GAP / 2, 0);
    for members in parts.values() {
        let edge = |of: &dyn Fn(Point, Size) -> i32| -> Vec<i32> {
            members
                .iter()
                .filter_map(|node| Some(of(*places.get(*node)?, *sizes.get(*node)?)))
                .collect()
        };
        let least = |values: Vec<i32>| values.into_iter().min().unwrap_or_default();
        let most = |values: Vec<i32>| values.into_iter().max().unwrap_or_default();
        let (x, right) = (
            least(edge(&|p, s| p.0 - s.0 / 2)),
            most(edge(&|p, s| p.0 + s.0 / 2)),
        );
        let (y, bottom) = (
            least(edge(&|p, s| p.1 - s.1 / 2)),
            most(edge(&|p, s| p.1 + s.1 / 2)),
        );
        if left > GAP && left + right - x > SHELF {
            (left, top, tallest) = (GAP / 2, top + tallest + GAP, 0);
        }
        for node in members {
            if let Some(place) = places.get_mut(*node) {
                *place = (place.0 - x + left, place.1 - y + top);
            }
        }
        left += right - x + GAP;
        tallest = tallest.max(bottom - y);
    }
    places
}

/// For every node the least node that it is connected with.
fn parts_of(nodes: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let mut part: Vec<usize> = (0..nodes).collect();
    let root = |part: &[usize], mut node: usize| {
        while let Some(up) = part.get(node).copied().filter(|up| *up != node) {
            node = up;
        }
        node
    };
    for (from, to) in links {
        let (a, b) = (root(&part, *from), root(&part, *to));
        if let Some(slot) = part.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
    (0..nodes).map(|node| root(&part, node)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn graph() -> impl Strategy<Value = (Vec<Size>, Vec<(usize, usize)>)> {
        (1_usize..14).prop_flat_map(|n| {
            let sizes = proptest::collection::vec((10..200, 10..90), n);
            let edges = proptest::collection::vec((0..n, 0..n), 0..24);
            (sizes, edges)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn nodes_of_any_graph_never_overlap((sizes, edges) in graph()) {
            let drawn = layout(&sizes, &edges);
            prop_assert_eq!(drawn.centres.len(), sizes.len());
            prop_assert_eq!(drawn.bends.len(), edges.len());
            for (i, (a, p)) in sizes.iter().zip(&drawn.centres).enumerate() {
                prop_assert!(p.0 - a.0 / 2 >= 0 && p.1 - a.1 / 2 >= 0);
                prop_assert!(p.0 + a.0 / 2 <= drawn.size.0 && p.1 + a.1 / 2 <= drawn.size.1);
                for (b, q) in sizes.iter().zip(&drawn.centres).skip(i + 1) {
                    let apart = 2 * (p.0 - q.0).abs() >= a.0 + b.0 || 2 * (p.1 - q.1).abs() >= a.1 + b.1;
                    prop_assert!(apart, "{:?} at {:?} and {:?} at {:?}", a, p, b, q);
                }
            }
        }

        #[test]
        fn the_same_graph_is_drawn_the_same_every_time((sizes, edges) in graph()) {
            prop_assert_eq!(layout(&sizes, &edges), layout(&sizes, &edges));
        }
    }

    #[test]
    fn a_target_stands_above_what_speaks_to_it_and_long_lines_bend() {
        // 2 speaks to 1, 1 to 0, and 2 to 0 as well, across the layer of 1.
        let drawn = layout(&[(50, 20); 3], &[(1, 0), (2, 1), (2, 0)]);
        let y = |node: usize| drawn.centres[node].1;
        assert!(y(0) < y(1) && y(1) < y(2));
        assert_eq!(drawn.bends[2].len(), 1);
        assert_eq!(drawn.bends[2][0].1, y(1));
    }
}
