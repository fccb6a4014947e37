//! A map as a drawing that can be read aloud, walked by keyboard, and told apart without colour.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use super::{
    Edge, Map, Node, Role, Tie,
    layout::{Layout, Point, Size, layout},
    wrap::wrapped,
};

/// The colours of drawings and pages, and how maps look.
const STYLE: &str = concat!(
    include_str!("palette.css"),
    include_str!("map.css"),
    ".map { background: var(--paper); }\n"
);

/// Columns of text within a node.
const COLUMNS: usize = 30;
const WIDTH: i32 = 208;
const LINE: i32 = 16;
const PAD: i32 = 9;
const TIP: i32 = 7;

/// The map within a page that has the styles.
pub fn inline(map: &Map) -> Markup {
    drawing(map, None)
}

/// The map as a file of its own.
pub fn standalone(map: &Map) -> String {
    let drawn = drawing(map, Some(STYLE)).into_string();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{drawn}\n")
}

fn drawing(map: &Map, style: Option<&str>) -> Markup {
    let lines: Vec<Vec<String>> = map.nodes.iter().map(text).collect();
    let sizes: Vec<Size> = map
        .nodes
        .iter()
        .zip(&lines)
        .map(|(node, lines)| size(node, lines))
        .collect();
    let links: Vec<(usize, usize)> = map.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let turn = Turn(map.across);
    let upright: Vec<Size> = sizes.iter().map(|size| turn.of(*size)).collect();
    let mut placed = layout(&upright, &links);
    if !map.across {
        supports_left(map, &mut placed);
    }
    let (width, height) = turn.of(placed.size);
    html! {
        svg.map xmlns="http://www.w3.org/2000/svg" role="graphics-document" aria-label=(map.title)
            viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height) {
            @if let Some(style) = style { title { (map.title) } style { (PreEscaped(style)) } }
            g aria-hidden="true" {
                @for (i, edge) in map.edges.iter().enumerate() { (line(map, &upright, &placed, i, *edge)) }
            }
            @for (i, node) in map.nodes.iter().enumerate() {
                @if let (Some(size), Some(at), Some(lines)) = (sizes.get(i), placed.centres.get(i), lines.get(i)) {
                    (shape(map, i, node, *size, turn.of(*at), lines))
                }
            }
        }
    }
}

/// A layout is computed with targets on top; a map that reads across is that layout with its axes
/// exchanged.
#[derive(Debug, Clone, Copy)]
struct Turn(bool);

impl Turn {
    fn of(self, (u, v): (i32, i32)) -> (i32, i32) {
        if self.0 { (v, u) } else { (u, v) }
    }

    fn at(self, point: Point) -> String {
        let (x, y) = self.of(point);
        format!("{x} {y}")
    }
}

/// What speaks for a claim belongs on the left: a layout may as well be seen in a mirror.
fn supports_left(map: &Map, placed: &mut Layout) {
    let mean = |role: Role| {
        let found = map
            .nodes
            .iter()
            .zip(&placed.centres)
            .filter(|(node, _)| node.role == role);
        let (n, sum) = found.fold((0, 0), |(n, sum), (_, at)| (n + 1, sum + at.0));
        (n > 0).then(|| sum / n)
    };
    let mirrored = matches!((mean(Role::For), mean(Role::Against)), (Some(a), Some(b)) if a > b);
    if mirrored {
        let width = placed.size.0;
        let points = placed
            .centres
            .iter_mut()
            .chain(placed.bends.iter_mut().flatten());
        points.for_each(|point| point.0 = width - point.0);
    }
}

fn text(node: &Node) -> Vec<String> {
    wrapped(&node.text, COLUMNS, 4)
}

fn size(node: &Node, lines: &[String]) -> Size {
    if node.role == Role::Joint {
        return (8, 8);
    }
    let foot = usize::from(!node.fate.is_empty());
    let rows = i32::try_from(1 + lines.len() + foot).unwrap_or(6);
    (WIDTH, rows * LINE + 2 * PAD)
}

fn class(role: Role) -> &'static str {
    match role {
        Role::Claim => "n-claim",
        Role::For => "n-for",
        Role::Against => "n-against",
        Role::Undercut => "n-undercut",
        Role::Evidence => "n-evidence",
        Role::Joint => "n-joint",
    }
}

fn shape(map: &Map, i: usize, node: &Node, size: Size, at: Point, lines: &[String]) -> Markup {
    let ties = ties(map, i);
    let body = match node.role {
        Role::Joint => html! { circle cx=(at.0) cy=(at.1) r="4" {} },
        _ => card(node, size, at, lines),
    };
    html! {
        @match &node.link {
            // A link is named by what it shows; all of it stands in the lists of the same page.
            Some(link) => a class=(class(node.role)) href=(link) { (body) },
            None => g class=(class(node.role)) role="graphics-symbol" aria-label={ (node.head) ". " (node.text) " " (node.fate) " " (ties) } { (body) },
        }
    }
}

/// What a node is tied to, in words.
fn ties(map: &Map, i: usize) -> String {
    let ties = map.edges.iter().filter(|edge| edge.from == i);
    let told = ties.filter_map(|edge| {
        Some(format!(
            "{} {}.",
            verb(edge.tie),
            map.nodes.get(edge.to)?.id
        ))
    });
    told.collect::<Vec<_>>().join(" ")
}

/// The lines of a node as they are drawn.
fn shown(node: &Node, lines: &[String]) -> Vec<String> {
    let head = wrapped(&node.head, COLUMNS + 1, 1).concat();
    let foot = wrapped(&node.fate, COLUMNS + 2, 1).concat();
    let all = [head]
        .into_iter()
        .chain(lines.iter().cloned())
        .chain([foot]);
    all.filter(|line| !line.is_empty()).collect()
}

fn verb(tie: Tie) -> &'static str {
    match tie {
        Tie::Supports => "Supports",
        Tie::Attacks => "Speaks against",
        Tie::Undercuts => "Undercuts",
        Tie::DependsOn => "Needed by",
        Tie::Refines => "Refines",
    }
}

fn card(node: &Node, size: Size, at: Point, lines: &[String]) -> Markup {
    let (x, y) = (at.0 - size.0 / 2, at.1 - size.1 / 2);
    let row = |n: usize| y + PAD + 11 + LINE * i32::try_from(n).unwrap_or_default();
    let kind = |n: usize| match n {
        0 => Some("head"),
        n if n > lines.len() => Some("fate"),
        _ => None,
    };
    html! {
        rect x=(x) y=(y) width=(size.0) height=(size.1) rx="3" {}
        @for (n, line) in shown(node, lines).iter().enumerate() { text class=[kind(n)] x=(x + PAD) y=(row(n)) { (line) " " } }
    }
}

/// A line from the edge of its source to the edge of its target, through its bends.
fn line(map: &Map, sizes: &[Size], placed: &Layout, i: usize, edge: Edge) -> Markup {
    let (Some(from), Some(to)) = (placed.centres.get(edge.from), placed.centres.get(edge.to))
    else {
        return html! {};
    };
    let up = to.1 <= from.1;
    let half = |node: usize| sizes.get(node).map_or(0, |size| size.1 / 2);
    let x = to.0 + slot(map, sizes, placed, i, edge);
    let arrive = half(edge.to);
    let end = (x, if up { to.1 + arrive } else { to.1 - arrive });
    let joint = |node: usize| {
        map.nodes
            .get(node)
            .is_some_and(|node| node.role == Role::Joint)
    };
    let bends = placed.bends.get(i).map_or(&[][..], Vec::as_slice);
    let class = edge.tie.class();
    let turn = Turn(map.across);
    let layers = layers(sizes, placed);
    let beside = turn.of((end.0 + 7, end.1 + if up { 18 } else { -10 }));
    html! {
        path class={ "line " (class) } d=(curve(turn, &layers, *from, bends, (x, to.1))) {}
        @if !joint(edge.to) || edge.tie == Tie::Undercuts { path class={ "tip " (class) } d=(tip(turn, edge.tie, end, up)) {} }
        @if !joint(edge.from) { text.mark x=(beside.0) y=(beside.1) { (edge.tie.mark()) } }
    }
}

/// Lines that meet at a node arrive side by side, in the order in which they come.
fn slot(map: &Map, sizes: &[Size], placed: &Layout, i: usize, edge: Edge) -> i32 {
    let approach = |(n, other): (usize, &Edge)| {
        let last = placed.bends.get(n).and_then(|bends| bends.last());
        let x = last.or(placed.centres.get(other.from)).map_or(0, |at| at.0);
        (x, n)
    };
    let arriving = map
        .edges
        .iter()
        .enumerate()
        .filter(|(_, other)| other.to == edge.to);
    let mut order: Vec<(i32, usize)> = arriving.map(approach).collect();
    order.sort_unstable();
    let count = i32::try_from(order.len()).unwrap_or(1);
    let place = order
        .iter()
        .position(|(_, n)| *n == i)
        .and_then(|n| i32::try_from(n).ok());
    let width = sizes.get(edge.to).map_or(0, |size| size.0);
    let step = (width / (count + 1)).min(34);
    place.unwrap_or_default() * step - (count - 1) * step / 2
}

/// Half the height of every layer, by the place of its middle.
fn layers(sizes: &[Size], placed: &Layout) -> BTreeMap<i32, i32> {
    let mut layers = BTreeMap::new();
    for (size, at) in sizes.iter().zip(&placed.centres) {
        let half = layers.entry(at.1).or_insert(0);
        *half = size.1.div_euclid(2).max(*half);
    }
    layers
}

/// A line that bends between the layers only, so that it never passes behind a node.
fn curve(
    turn: Turn,
    layers: &BTreeMap<i32, i32>,
    from: Point,
    bends: &[Point],
    to: Point,
) -> String {
    let half = |y: i32| layers.get(&y).copied().unwrap_or_default();
    let sign = if to.1 <= from.1 { -1 } else { 1 };
    let points = [from].into_iter().chain(bends.iter().copied());
    let points: Vec<Point> = points.chain([to]).collect();
    let step = |pair: &[Point]| match pair {
        [a, b] => {
            let (leave, arrive) = (a.1 + sign * half(a.1), b.1 - sign * half(b.1));
            let middle = i32::midpoint(leave, arrive);
            let bend = [(a.0, middle), (b.0, middle), (b.0, arrive)].map(|point| turn.at(point));
            format!("L{}C{}", turn.at((a.0, leave)), bend.join(" "))
        }
        _ => String::new(),
    };
    let steps: String = points.windows(2).map(step).collect();
    format!("M{}{steps}L{}", turn.at(from), turn.at(to))
}

/// What a line ends in: an arrow for what speaks to a node, a bar for what cuts a link.
fn tip(turn: Turn, tie: Tie, (x, y): Point, up: bool) -> String {
    let back = if up { y + TIP } else { y - TIP };
    let points: &[Point] = match tie {
        Tie::Undercuts => &[(x - TIP, y), (x + TIP, y)],
        _ => &[(x - TIP / 2, back), (x, y), (x + TIP / 2, back)],
    };
    let points: Vec<String> = points.iter().map(|point| turn.at(*point)).collect();
    format!("M{}", points.join("L"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(role: Role, text: &str) -> Node {
        Node {
            role,
            id: text.to_owned(),
            head: "head".to_owned(),
            text: text.to_owned(),
            fate: String::new(),
            link: None,
        }
    }

    fn map() -> Map {
        let edge = |from, to, tie| Edge { from, to, tie };
        Map {
            title: "A <map>".to_owned(),
            across: false,
            nodes: vec![
                node(Role::Claim, "claim"),
                node(Role::Against, "no"),
                node(Role::For, "yes & \"so\""),
            ],
            edges: vec![edge(1, 0, Tie::Attacks), edge(2, 0, Tie::Supports)],
        }
    }

    #[test]
    fn every_node_names_itself_and_what_it_speaks_to() {
        let drawn = standalone(&map());
        assert!(
            drawn.contains("aria-label=\"head. no  Speaks against claim.\""),
            "{drawn}"
        );
        assert!(drawn.contains("aria-label=\"A &lt;map&gt;\""));
        assert!(drawn.contains("yes &amp; &quot;so&quot;"));
    }

    #[test]
    fn what_supports_stands_left_of_what_attacks() {
        let drawn = inline(&map()).into_string();
        let at = |class: &str| -> i32 {
            let from = drawn.find(class).unwrap();
            let rest = &drawn[from..][drawn[from..].find("rect x=\"").unwrap() + 8..];
            rest[..rest.find('"').unwrap()].parse().unwrap()
        };
        assert!(at("\"n-for\"") < at("\"n-against\""));
    }
}
