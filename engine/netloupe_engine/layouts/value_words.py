"""Words that read one value, or calculate one."""
from ..records import replaced
from .assembly import NONE, Row, row
from .blame import blame
from .expressions import Expression
from .fields import Field, Kind, Type
from .operands import Operands
from .ops import EXTENTS, FLAGS, FORMS
from .words import Word

SELF_SIZED = ("quic", "leb128", "zigzag", "name", "netbios")
WIDTHS = {Kind.MAC: 6, Kind.IPV4: 4, Kind.IPV6: 16}
NUMERIC = (Kind.UNSIGNED, Kind.SIGNED, Kind.BOOLEAN, Kind.TIME, Kind.DURATION, Kind.ENUMERATION, Kind.FLAGS)


class ValueWords(Operands):
    """The instructions of these words."""

    def _value(self, type: Type, field: Field | None, name: str = "", stay: bool = False) -> list[Row]:
        name = field.name if field is not None else name
        rows = []
        flags = FLAGS["stay"] * stay | FLAGS["or_end"] * type.or_end | FLAGS["little"] * type.little
        made = row("value", form=FORMS.index(type.form), pad=type.pad, width=type.width or WIDTHS.get(type.kind, 0),
                   field=self._field(field), other=self._field(field))
        if type.kind == Kind.STRING:
            flags |= FLAGS["text"]
        elif type.kind in (Kind.BYTES, Kind.MAC, Kind.IPV6):
            flags |= FLAGS["bytes"]
        if type.kind == Kind.SIGNED or (
                type.form.startswith("unix") and type.width == 8) or type.form == "ntp_signed":
            flags |= FLAGS["signed"]
        if type.kind == Kind.NESTED:
            raise ValueError(f"field {name} is a node: it needs node()")
        if type.prefix is not None:
            if type.prefix.kind != Kind.UNSIGNED:
                raise ValueError(f"field {name} is counted by what is no number")
            rows += [replaced(counted, other=made.field) for counted in self._value(type.prefix, None, "@prefix")]
            made.extent, made.expr = EXTENTS.index("expr"), self._expression(Expression((("@prefix", 1),)))
        elif type.ends:
            made.extent = EXTENTS.index("ended")
            made.literal, made.literals = self._phrases(type.ends)
        elif type.size is not None:
            made.extent, made.expr = EXTENTS.index("expr"), self._expression(type.size)
        elif type.form in SELF_SIZED:
            made.extent = EXTENTS.index("self")
        elif type.width:
            made.extent = EXTENTS.index("width")
            if type.width > (16 if flags & FLAGS["bytes"] else 8):
                raise ValueError(f"field {name} is wider than a number")
        elif type.kind in (Kind.STRING, Kind.BYTES, *WIDTHS) or type.form in ("decimal", "hexadecimal", "integer"):
            made.extent = EXTENTS.index("rest")
        else:
            raise ValueError(f"field {name} has no width: it is for compiled code, or computed()")
        made.register = self._kept(name)
        if field is not None:
            if field.mask:
                made.mask, made.shift = field.mask, (field.mask & -field.mask).bit_length() - 1
            if field.only:
                made.choice = self._choice([field.only], [0], None, name)
        made.flags = flags
        return [*rows, made]

    def _take(self, word: Word) -> list[Row]:
        return self._value(word.value, None, word.name)

    def _require(self, word: Word) -> list[Row]:
        (made,) = self._value(word.value, None, "", stay=True)
        made.choice = self._choice([word.field.only], [0], None, "require()") if isinstance(word.field, Field) else NONE
        return [made]

    def _peek(self, word: Word) -> list[Row]:
        field = self._meant(word.field)
        return self._value(field.type, field, stay=True)

    def _read_as(self, word: Word) -> list[Row]:
        field = self._meant(word.field)
        if not isinstance(word.value, Type) or word.value.kind != field.type.kind:
            raise ValueError(f"field {field.name} is read as something of another kind")
        return self._value(word.value, field)

    def _bits(self, word: Word) -> list[Row]:
        parts = word.blocks[0]
        if not word.value.width:
            raise ValueError("bits() need a number of fixed width")
        rows = []
        for at, part in enumerate(map(self._meant, parts)):
            if not isinstance(part, Field):
                raise TypeError(f"{part!r} in bits() is no Field")
            if not part.mask and len(parts) > 1:
                raise blame(part, ValueError(f"field {part.name} has no mask, though others are of the same number"))
            type = Type(part.type.kind, word.value.width, word.value.little)
            rows += self._value(type, part, stay=at < len(parts) - 1)
        return rows

    def _compute(self, word: Word) -> list[Row]:
        field = self._meant(word.field)
        value, per, xor = word.value
        if field.type.kind not in (*NUMERIC, Kind.IPV4, Kind.FLOAT) or per < 1:
            raise ValueError(f"field {field.name} of computed() is no number")
        if xor and field.type.kind == Kind.FLOAT:
            raise ValueError(f"field {field.name} of computed() is real, and has no bits to turn")
        if per > 1 and field.type.kind != Kind.FLOAT:
            raise ValueError(f"field {field.name} of computed() has parts of one, but is not real")
        return [row("compute", field=self._field(field), register=self._kept(field.name),
                    width=xor != 0, mask=xor or per * (field.type.kind == Kind.FLOAT), expr=self._expression(value))]

    def _bits_set(self, word: Word) -> list[Row]:
        first, low_first = word.value
        field = self._meant(word.field)
        if field.type.kind not in NUMERIC:
            raise ValueError(f"field {field.name} of each_bit() is no number")
        return [row("bits_set", field=self._field(field), expr=self._expression(first),
                    flags=FLAGS["little"] * low_first)]
