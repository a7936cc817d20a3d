//! The structs of include/mcpsentinel_plugin.h, field by field. The author of a plugin needs none of this.

use core::ffi::{c_char, c_void};

pub const ABI: u32 = 1;
pub const OK: i32 = 0;
pub const LIMITED: i32 = 2;
pub const ERR_ARGUMENT: i32 = -1;
pub const ERR_INTERNAL: i32 = -99;

pub const ANALYZE_FILE: u32 = 1;
pub const ANALYZE_LISTING: u32 = 2;
pub const PATTERNS: u32 = 4;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Text {
    pub data: *const c_char,
    pub length: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Span {
    pub start: u64,
    pub end: u64,
}

#[repr(C)]
pub struct Finding {
    pub struct_size: u32,
    pub severity: i32,
    pub confidence: i32,
    pub reserved: u32,
    pub rule_id: Text,
    pub start: u64,
    pub end: u64,
    pub secret_start: u64,
    pub secret_end: u64,
    pub message: Text,
    pub evidence: Text,
}

pub type MatchFunction = unsafe extern "C" fn(
    *const Host,
    *const c_char,
    usize,
    u32,
    *const c_char,
    usize,
    usize,
    *mut Span,
    usize,
) -> i32;

#[repr(C)]
pub struct Host {
    pub struct_size: u32,
    pub abi: u32,
    pub context: *mut c_void,
    pub log: unsafe extern "C" fn(*const Host, i32, *const c_char, usize),
    pub report: unsafe extern "C" fn(*const Host, *const Finding) -> i32,
    pub find: MatchFunction,
    pub option_get: unsafe extern "C" fn(*const Host, *const c_char, *mut Text) -> i32,
    pub is_cancelled: unsafe extern "C" fn(*const Host) -> i32,
}

#[repr(C)]
pub struct File {
    pub struct_size: u32,
    pub reserved: u32,
    pub path: Text,
    pub content: Text,
    pub types: Text,
}

#[repr(C)]
pub struct Match {
    pub struct_size: u32,
    pub reserved: u32,
    pub rule_id: Text,
    pub start: u64,
    pub end: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Rule {
    pub struct_size: u32,
    pub severity: i32,
    pub confidence: i32,
    pub flags: u32,
    pub id: Text,
    pub title: Text,
    pub category: Text,
    pub cwe: Text,
    pub message: Text,
    pub why: Text,
    pub fix: Text,
    pub references: Text,
    pub pattern: Text,
    pub keywords: Text,
    pub applies_to: Text,
    pub max_length: u32,
    pub reserved: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Option {
    pub struct_size: u32,
    pub kind: i32,
    pub name: Text,
    pub help: Text,
    pub default_value: Text,
    pub value: Text,
    pub origin: Text,
    pub choices: Text,
    pub minimum: i64,
    pub maximum: i64,
    pub group: Text,
    pub allowed_when_discovered: i32,
    pub reserved: i32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Example {
    pub struct_size: u32,
    pub fires: i32,
    pub rule_id: Text,
    pub file_name: Text,
    pub text: Text,
}

type Scan = unsafe extern "C" fn(*mut c_void, *const Host, *const File) -> i32;

#[repr(C)]
pub struct Plugin {
    pub struct_size: u32,
    pub abi: u32,
    pub abi_minimum: u32,
    pub capabilities: u32,
    pub id: Text,
    pub version: Text,
    pub title: Text,
    pub file_types: Text,
    pub rule_count: u32,
    pub option_count: u32,
    pub example_count: u32,
    pub reserved: u32,
    pub rule_at: core::option::Option<unsafe extern "C" fn(u32, *mut Rule) -> i32>,
    pub option_at: core::option::Option<unsafe extern "C" fn(u32, *mut Option) -> i32>,
    pub example_at: core::option::Option<unsafe extern "C" fn(u32, *mut Example) -> i32>,
    pub create: core::option::Option<unsafe extern "C" fn(*const Host, *mut *mut c_void) -> i32>,
    pub destroy: core::option::Option<unsafe extern "C" fn(*mut c_void)>,
    pub session_new: core::option::Option<unsafe extern "C" fn(*const Host, *mut c_void, *mut *mut c_void) -> i32>,
    pub session_free: core::option::Option<unsafe extern "C" fn(*mut c_void)>,
    pub scan_file: core::option::Option<Scan>,
    pub scan_listing: core::option::Option<Scan>,
    pub accept: core::option::Option<
        unsafe extern "C" fn(*mut c_void, *const Host, *const File, *const Match, *mut i32) -> i32,
    >,
}
