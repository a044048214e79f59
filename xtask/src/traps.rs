//! Leaving out of the program the words it would break off with.
//!
//! A program compiled by Rust says where it broke off and why, for which it holds the place of everything that
//! could go wrong, the words for it, and all that puts such words together: 4 % of a first visit. Readers see
//! none of it (`public/start.js` tells them in a sentence), and Rust leaves it out only with a compiler that is
//! not released (`panic = "immediate-abort"`). So it is done to the linked program: what only leads to a trap
//! becomes the trap. The compiler marks it: after a call that never comes back stands `unreachable`.
//!
//! So does after what throws an error of JavaScript's, as wasm-bindgen does where a closure is called within its own
//! call, or after it was let go of: that stops the page now, too. Nothing is set right behind such an error, and
//! what the program holds would not be sure any more.
//!
//! What nothing needs any more then goes by itself, as the relocations of what was left out go with it, by which
//! the program is cut in two next ([`crate::split`]).

use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasm_encoder::{CustomSection, Encode, Module, RawSection};
use wasmparser::{
    FunctionBody, KnownCustom, Operator, Parser, Payload, RelocAddendKind, RelocSectionReader,
    RelocationEntry,
};

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;
/// The number of the section of code, and what its relocations are called.
const CODE: u8 = 10;
const RELOCATIONS: &str = "reloc.CODE";

/// `program` with a trap in place of all that leads to nothing else. Every function stays as long as it was.
///
/// # Errors
/// When it is no program, or has no relocations.
pub fn bare(program: &[u8]) -> Result<Vec<u8>> {
    let mut bytes = program.to_vec();
    let mut code = None;
    let mut relocations = None;
    let mut doomed = Vec::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload?;
        match &payload {
            Payload::CodeSectionStart { .. } => code = payload.as_section().map(|(_, range)| range),
            Payload::CodeSectionEntry(body) => doomed.extend(leads_to_traps(body)?),
            Payload::CustomSection(section) if section.name() == RELOCATIONS => {
                if let KnownCustom::Reloc(reader) = section.as_known() {
                    relocations = Some(reader);
                }
            }
            _ => {}
        }
    }
    let code = code.context("the program has no code")?;
    let relocations = relocations.context("the program was linked without relocations")?;
    for range in &doomed {
        let bytes = bytes.get_mut(range.clone());
        let bytes = bytes.context("a function reaches beyond the program's end")?;
        bytes.fill(NOP);
        if let Some(first) = bytes.first_mut() {
            *first = UNREACHABLE;
        }
    }
    let start = usize::try_from(code.start)?;
    let relocations = without(&relocations, start, &doomed)?;

    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else {
            continue;
        };
        if matches!(&payload, Payload::CustomSection(section) if section.name() == RELOCATIONS) {
            module.section(&CustomSection {
                name: RELOCATIONS.into(),
                data: (&relocations).into(),
            });
            continue;
        }
        let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
        let source = if id == CODE { &bytes[..] } else { program };
        let data = source.get(range).context("a section reaches too far")?;
        module.section(&RawSection { id, data });
    }
    Ok(module.finish())
}

/// Where an instruction leads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// To the next, and nobody outside sees that it was there.
    On,
    /// To the next, and begins or ends something that has to stay.
    Bound,
    /// To the instruction with this number, further down.
    To(usize),
    /// To a trap.
    Trap,
    /// Who knows.
    Anywhere,
}

/// Where each instruction of a function leads, and where it begins in the program.
fn steps(body: &FunctionBody<'_>) -> Result<Vec<(Step, usize)>> {
    let mut steps: Vec<(Step, usize)> = Vec::new();
    // What has begun and not ended, the function first: the branches that lead to its end; of a loop, none do.
    let mut open = vec![Some(Vec::new())];
    let mut called = false;
    let mut reader = body.get_operators_reader()?;
    while !reader.eof() {
        let start = usize::try_from(reader.original_position())?;
        let operator = reader.read()?;
        let step = match operator {
            Operator::Unreachable => {
                // A call before it does not come back.
                if let Some((call, _)) = steps.last_mut().filter(|_| called) {
                    *call = Step::Trap;
                }
                Step::Trap
            }
            Operator::Block { .. } => {
                open.push(Some(Vec::new()));
                Step::Bound
            }
            Operator::Loop { .. } => {
                open.push(None);
                Step::Bound
            }
            Operator::If { .. } => {
                open.push(Some(Vec::new()));
                Step::Anywhere
            }
            Operator::Try { .. }
            | Operator::TryTable { .. }
            | Operator::Throw { .. }
            | Operator::ThrowRef
            | Operator::Rethrow { .. }
            | Operator::CallRef { .. }
            | Operator::ReturnCallRef { .. }
            | Operator::BrOnNull { .. }
            | Operator::BrOnNonNull { .. }
            | Operator::BrOnCast { .. }
            | Operator::BrOnCastFail { .. } => {
                bail!(
                    "the program leads elsewhere in a way of which nothing is known here: {operator:?}"
                )
            }
            Operator::End => {
                let branches = open.pop().context("an end of nothing")?;
                let end = steps.len();
                for branch in branches.into_iter().flatten() {
                    if let Some((step, _)) = steps.get_mut(branch) {
                        *step = Step::To(end);
                    }
                }
                // The function's own leads back to who called it.
                match open.is_empty() {
                    true => Step::Anywhere,
                    false => Step::Bound,
                }
            }
            Operator::Br { relative_depth } => {
                let depth = usize::try_from(relative_depth)?;
                let target = open.iter_mut().nth_back(depth);
                if let Some(branches) = target.context("a branch to nothing")? {
                    branches.push(steps.len());
                }
                Step::Anywhere
            }
            _ if is_seen_outside(&operator) => Step::Anywhere,
            _ => Step::On,
        };
        called = matches!(
            operator,
            Operator::Call { .. } | Operator::CallIndirect { .. }
        );
        steps.push((step, start));
    }
    Ok(steps)
}

/// The places, in the program, of a function's instructions that lead to a trap and nowhere else, and do nothing
/// on the way that anybody sees.
fn leads_to_traps(body: &FunctionBody<'_>) -> Result<Vec<Range<usize>>> {
    let steps = steps(body)?;
    // Backwards, as where an instruction leads lies behind it.
    let mut end = usize::try_from(body.range().end)?;
    let mut ends_in_trap = vec![false; steps.len()];
    let mut places: Vec<Range<usize>> = Vec::new();
    for (number, &(step, start)) in steps.iter().enumerate().rev() {
        let there = |other: usize| ends_in_trap.get(other).copied().unwrap_or_default();
        let here = match step {
            Step::On | Step::Bound => there(number + 1),
            Step::To(other) => there(other),
            Step::Trap => true,
            Step::Anywhere => false,
        };
        if let Some(ends) = ends_in_trap.get_mut(number) {
            *ends = here;
        }
        if here && step != Step::Bound {
            match places.last_mut() {
                Some(next) if next.start == end => next.start = start,
                _ => places.push(start..end),
            }
        }
        end = start;
    }
    places.reverse();
    Ok(places)
}

/// Whether an instruction does what is seen outside of its function, or leads elsewhere than to the next. What
/// else there is computes, or writes to the memory of a program that has broken off.
fn is_seen_outside(operator: &Operator<'_>) -> bool {
    use Operator::{
        BrIf, BrTable, Call, CallIndirect, Else, MemoryGrow, Return, ReturnCall, ReturnCallIndirect,
    };
    matches!(
        operator,
        Else | Return
            | BrIf { .. }
            | BrTable { .. }
            | Call { .. }
            | CallIndirect { .. }
            | ReturnCall { .. }
            | ReturnCallIndirect { .. }
            | MemoryGrow { .. }
    )
}

/// The relocations of the code that begins at `start`, without those within `places`: a section's content.
fn without(
    relocations: &RelocSectionReader<'_>,
    start: usize,
    places: &[Range<usize>],
) -> Result<Vec<u8>> {
    let mut kept = 0_u32;
    let mut entries = Vec::new();
    for entry in relocations.entries() {
        let entry = entry?;
        let place = start + usize::try_from(entry.offset)?;
        let before = places.partition_point(|range| range.end <= place);
        if places
            .get(before)
            .is_some_and(|range| range.contains(&place))
        {
            continue;
        }
        kept += 1;
        write(&entry, &mut entries);
    }
    let mut content = Vec::new();
    relocations.section_index().encode(&mut content);
    kept.encode(&mut content);
    content.extend(entries);
    Ok(content)
}

/// Writes a relocation as the conventions of WebAssembly's tools have it.
fn write(entry: &RelocationEntry, sink: &mut Vec<u8>) {
    sink.push(entry.ty as u8);
    entry.offset.encode(sink);
    entry.index.encode(sink);
    if entry.ty.addend_kind() != RelocAddendKind::None {
        entry.addend.encode(sink);
    }
}

#[cfg(test)]
mod tests {
    use super::{RELOCATIONS, bare, write};
    use wasm_encoder::{
        BlockType, CodeSection, CustomSection, Function, FunctionSection, Instruction, Module,
        TypeSection, ValType,
    };
    use wasmparser::{
        BinaryReader, KnownCustom, Operator, Parser, Payload, RelocSectionReader, RelocationEntry,
        RelocationType,
    };

    /// A program of one function, which calls itself, and where in its code relocations are.
    fn program(instructions: &[Instruction<'_>], relocations: &[u8]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], []);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut function = Function::new([]);
        for instruction in instructions {
            function.instruction(instruction);
        }
        let mut code = CodeSection::new();
        code.function(&function);
        // Of the third section; each a call of symbol 0.
        let mut content = vec![2, relocations.len() as u8];
        for offset in relocations {
            content.extend([0, *offset, 0]);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code);
        module.section(&CustomSection {
            name: RELOCATIONS.into(),
            data: content.into(),
        });
        module.finish()
    }

    /// The names of a program's instructions without `nop`, and where its relocations are.
    fn read(program: &[u8]) -> (String, Vec<u32>) {
        let (mut names, mut offsets) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(program).flatten() {
            match payload {
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader().into_iter().flatten().flatten();
                    let operators = operators.filter(|operator| !matches!(operator, Operator::Nop));
                    names.extend(operators.map(|operator| {
                        let name = format!("{operator:?}");
                        name.split(' ').next().unwrap_or_default().to_owned()
                    }));
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Reloc(reader) = section.as_known() {
                        offsets.extend(
                            reader
                                .entries()
                                .into_iter()
                                .flatten()
                                .map(|entry| entry.offset),
                        );
                    }
                }
                _ => {}
            }
        }
        (names.join(" "), offsets)
    }

    fn left(instructions: &[Instruction<'_>], relocations: &[u8]) -> (String, Vec<u32>) {
        let whole = program(instructions, relocations);
        let bare = bare(&whole).unwrap_or_default();
        assert_eq!(
            bare.len() + 3 * (relocations.len() - read(&bare).1.len()),
            whole.len()
        );
        read(&bare)
    }

    #[test]
    fn what_is_got_ready_for_a_call_that_never_comes_back_goes_with_it() {
        use Instruction::{Call, End, I32Const, Unreachable};
        // The code has one byte for the number of functions, and each of them two before its instructions.
        let (names, relocations) = left(
            &[I32Const(1), Call(0), I32Const(2), Call(0), Unreachable, End],
            &[6, 10],
        );
        assert_eq!(names, "I32Const Call Unreachable End");
        assert_eq!(relocations, [6]);
    }

    #[test]
    fn a_call_that_comes_back_stays() {
        use Instruction::{Call, End, I32Const};
        let (names, relocations) = left(&[I32Const(1), Call(0), End], &[6]);
        assert_eq!(names, "I32Const Call End");
        assert_eq!(relocations, [6]);
    }

    #[test]
    fn a_relocation_is_written_as_it_was_read() -> anyhow::Result<()> {
        for (ty, addend) in [
            (RelocationType::MemoryAddrSleb, -8),
            (RelocationType::MemoryAddrLeb, 70_000),
            (RelocationType::TypeIndexLeb, 0),
        ] {
            let entry = RelocationEntry {
                ty,
                offset: 300,
                index: 200,
                addend,
            };
            // Of the third section, one.
            let mut content = vec![2, 1];
            write(&entry, &mut content);
            let reader = RelocSectionReader::new(BinaryReader::new(&content, 0))?;
            let read: Vec<_> = reader.entries().into_iter().collect::<Result<_, _>>()?;
            assert_eq!(read, [entry]);
        }
        Ok(())
    }

    #[test]
    fn who_leads_to_a_trap_is_one() {
        use Instruction::{
            Block, Br, BrIf, Call, End, I32Const, LocalGet, LocalSet, Return, Unreachable,
        };
        let instructions = [
            Block(BlockType::Empty),
            Block(BlockType::Empty),
            LocalGet(0),
            BrIf(0),
            I32Const(3),
            LocalSet(0),
            Br(1),
            End,
            Return,
            End,
            LocalGet(0),
            Call(0),
            Unreachable,
            End,
        ];
        let (names, _) = left(&instructions, &[]);
        let expected = "Block Block LocalGet BrIf Unreachable End Return End Unreachable End";
        assert_eq!(names, expected);
    }

    #[test]
    fn a_loop_leads_nowhere_but_back() {
        use Instruction::{Br, End, I32Const, LocalSet, Loop, Unreachable};
        let instructions = [
            Loop(BlockType::Empty),
            I32Const(1),
            LocalSet(0),
            Br(0),
            End,
            Unreachable,
            End,
        ];
        let (names, _) = left(&instructions, &[]);
        assert_eq!(names, "Loop I32Const LocalSet Br End Unreachable End");
    }

    #[test]
    fn a_condition_may_lead_elsewhere() {
        use Instruction::{Else, End, I32Const, If, LocalGet, LocalSet, Unreachable};
        let instructions = [
            LocalGet(0),
            If(BlockType::Empty),
            I32Const(1),
            LocalSet(0),
            Else,
            I32Const(2),
            LocalSet(0),
            Unreachable,
            End,
            End,
        ];
        let (names, _) = left(&instructions, &[]);
        let expected = "LocalGet If I32Const LocalSet Else Unreachable End End";
        assert_eq!(names, expected);
    }
}
