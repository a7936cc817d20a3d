//! The functions that the scanner calls. The author of a plugin needs none of this.

use super::*;

/// The description, in the form the host reads; made once.
struct Tables {
    rules: Vec<raw::Rule>,
    options: Vec<raw::Option>,
    examples: Vec<raw::Example>,
}

// SAFETY: the pointers lead to memory that is never freed or changed.
unsafe impl Send for Tables {}
unsafe impl Sync for Tables {}

static TABLES: OnceLock<Tables> = OnceLock::new();

const EMPTY: raw::Text = raw::Text { data: c"".as_ptr(), length: 0 };

/// # Safety
/// `host` and `out` are the host's.
pub unsafe fn entry<P: Plugin>(_host: *const raw::Host, out: *mut raw::Plugin) -> i32 {
    guarded(|| {
        let described = P::DESCRIPTION;
        let tables = TABLES.get_or_init(|| tables(&described));
        let out = unsafe { &mut *out };
        // A host that is newer knows more fields; one that is older refuses, as its version is not high enough.
        if (out.struct_size as usize) < size_of::<raw::Plugin>() {
            return Err(Error(raw::ERR_ARGUMENT));
        }
        out.abi = raw::ABI;
        out.abi_minimum = 1;
        out.capabilities = described.capabilities;
        out.id = Terminated::keep(described.id);
        out.version = Terminated::keep(described.version);
        out.title = Terminated::keep(described.title);
        out.file_types = Terminated::keep(described.file_types);
        out.rule_count = tables.rules.len() as u32;
        out.option_count = tables.options.len() as u32;
        out.example_count = tables.examples.len() as u32;
        out.rule_at = Some(rule_at);
        out.option_at = Some(option_at);
        out.example_at = Some(example_at);
        out.create = Some(create::<P>);
        out.destroy = Some(destroy::<P>);
        out.session_new = Some(session_new);
        out.session_free = None;
        let has = |capability| described.capabilities & capability != 0;
        out.scan_file = has(raw::ANALYZE_FILE).then_some(scan_file::<P> as _);
        out.scan_listing = has(raw::ANALYZE_LISTING).then_some(scan_listing::<P> as _);
        out.accept = has(raw::PATTERNS).then_some(accept::<P> as _);
        Ok(())
    })
}

fn tables(described: &Description) -> Tables {
    Tables {
        rules: described.rules.iter().map(rule).collect(),
        options: described.options.iter().map(option).collect(),
        examples: described.examples.iter().map(example).collect(),
    }
}

fn rule(rule: &Rule) -> raw::Rule {
    raw::Rule {
        struct_size: size_of::<raw::Rule>() as u32,
        severity: rule.severity as i32,
        confidence: rule.confidence as i32,
        flags: rule.is_secret as u32,
        id: Terminated::keep(rule.id),
        title: Terminated::keep(rule.title),
        category: Terminated::keep(rule.category),
        cwe: Terminated::keep(rule.cwe),
        message: Terminated::keep(rule.message),
        why: Terminated::keep(rule.why),
        fix: Terminated::keep(rule.fix),
        references: Terminated::keep(rule.references),
        pattern: Terminated::keep(rule.pattern),
        keywords: Terminated::keep(rule.keywords),
        applies_to: Terminated::keep(rule.applies_to),
        max_length: rule.max_length,
        reserved: 0,
    }
}

fn option(option: &OptionSpec) -> raw::Option {
    let (kind, choices, minimum, maximum) = match option.kind {
        OptionKind::Bool => (0, "", 0, 0),
        OptionKind::Int { minimum, maximum } => (1, "", minimum, maximum),
        OptionKind::Choice(choices) => (4, choices, 0, 0),
        OptionKind::String => (5, "", 0, 0),
        OptionKind::List => (6, "", 0, 0),
    };
    raw::Option {
        struct_size: size_of::<raw::Option>() as u32,
        kind,
        name: Terminated::keep(option.name),
        help: Terminated::keep(option.help),
        default_value: Terminated::keep(option.default),
        value: EMPTY,
        origin: EMPTY,
        choices: Terminated::keep(choices),
        minimum,
        maximum,
        group: EMPTY,
        allowed_when_discovered: 0,
        reserved: 0,
    }
}

fn example(example: &Example) -> raw::Example {
    raw::Example {
        struct_size: size_of::<raw::Example>() as u32,
        fires: example.fires as i32,
        rule_id: Terminated::keep(example.rule),
        file_name: Terminated::keep(example.file),
        text: Terminated::keep(example.text),
    }
}

/// Runs `work`; a panic is a failure.
fn guarded(work: impl FnOnce() -> Result<(), Error>) -> i32 {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => raw::OK,
        Ok(Err(error)) => error.0,
        Err(_) => raw::ERR_INTERNAL,
    }
}

/// Copies element `index` to `out`, keeping the size that the host has set.
unsafe fn copy_at<T: Copy>(from: Option<&Vec<T>>, index: u32, out: *mut T) -> i32 {
    match from.and_then(|all| all.get(index as usize)) {
        Some(one) => {
            let size = out.cast::<u32>();
            let known = size.read();
            // Each of these structs begins with its size: no more than that is the host's to write to.
            let count = (known as usize).min(size_of::<T>());
            core::ptr::copy_nonoverlapping((one as *const T).cast::<u8>(), out.cast::<u8>(), count);
            size.write(known);
            raw::OK
        }
        None => raw::ERR_ARGUMENT,
    }
}

unsafe extern "C" fn rule_at(index: u32, out: *mut raw::Rule) -> i32 {
    copy_at(TABLES.get().map(|all| &all.rules), index, out)
}

unsafe extern "C" fn option_at(index: u32, out: *mut raw::Option) -> i32 {
    copy_at(TABLES.get().map(|all| &all.options), index, out)
}

unsafe extern "C" fn example_at(index: u32, out: *mut raw::Example) -> i32 {
    copy_at(TABLES.get().map(|all| &all.examples), index, out)
}

unsafe extern "C" fn create<P: Plugin>(host: *const raw::Host, instance: *mut *mut c_void) -> i32 {
    guarded(|| {
        let made = P::create(&Host(host))?;
        unsafe { *instance = Box::into_raw(Box::new(made)).cast() };
        Ok(())
    })
}

unsafe extern "C" fn destroy<P: Plugin>(instance: *mut c_void) {
    guarded(|| {
        drop(unsafe { Box::from_raw(instance.cast::<P>()) });
        Ok(())
    });
}

/// A session is the shared instance: `Plugin`'s functions take `&self`.
unsafe extern "C" fn session_new(_: *const raw::Host, instance: *mut c_void, session: *mut *mut c_void) -> i32 {
    *session = instance;
    raw::OK
}

unsafe fn lent<'a>(file: *const raw::File) -> File<'a> {
    let file = &*file;
    File {
        path: bytes(file.path),
        content: bytes(file.content),
        types: core::str::from_utf8(bytes(file.types)).unwrap_or(""),
    }
}

unsafe extern "C" fn scan_file<P: Plugin>(
    session: *mut c_void,
    host: *const raw::Host,
    file: *const raw::File,
) -> i32 {
    guarded(|| unsafe { (*session.cast::<P>()).scan_file(&Host(host), &lent(file)) })
}

unsafe extern "C" fn scan_listing<P: Plugin>(
    session: *mut c_void,
    host: *const raw::Host,
    file: *const raw::File,
) -> i32 {
    guarded(|| unsafe { (*session.cast::<P>()).scan_listing(&Host(host), &lent(file)) })
}

unsafe extern "C" fn accept<P: Plugin>(
    session: *mut c_void,
    host: *const raw::Host,
    file: *const raw::File,
    place: *const raw::Match,
    accepted: *mut i32,
) -> i32 {
    guarded(|| unsafe {
        let place = Match {
            rule: core::str::from_utf8(bytes((*place).rule_id)).unwrap_or(""),
            start: (*place).start as usize,
            end: (*place).end as usize,
        };
        *accepted = (*session.cast::<P>()).accept(&Host(host), &lent(file), &place)? as i32;
        Ok(())
    })
}
