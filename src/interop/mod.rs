//! Formats that others define.

pub mod argument_graph;
pub mod bibtex;
pub mod citation;
pub mod csl_json;
pub mod extract;
pub mod problem;
pub mod ratings_csv;
pub mod suggested_id;
pub mod web_annotation;
