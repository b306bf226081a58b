import copy
import dataclasses
import pickle

import pytest

from netloupe_engine.model import Damage
from netloupe_engine.records import SELDOM, record, replaced


@record(frozen=True, slots=True)
class Place:
    """Where."""

    street: str
    number: int = 1
    names: list[str] = dataclasses.field(default_factory=list, compare=False)


@record(slots=True)
class Count:
    """Changes."""

    value: int = 0
    seen: list[int] = dataclasses.field(default_factory=list)
    twice: int = dataclasses.field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.twice = 2 * self.value


@record(frozen=True, slots=True, eq=False)
class Itself:
    """Equal to nobody else."""

    value: int = 0


def test_it_is_the_data_class_it_is_declared_as():
    @dataclasses.dataclass(frozen=True, slots=True)
    class Usual:
        """As the standard library makes it."""

        street: str
        number: int = 1

    for made in (Place, Usual):
        place = made("Gate", number=2)
        assert (place.street, place.number) == ("Gate", 2)
        assert made("Gate").number == 1
        assert place == made("Gate", 2) != made("Gate", 3)
        assert hash(place) == hash(made("Gate", 2))
        assert place != ("Gate", 2)
        assert dataclasses.replace(place, number=7).number == 7
        assert not hasattr(place, "__dict__")
        with pytest.raises(dataclasses.FrozenInstanceError):
            place.number = 3
        with pytest.raises(dataclasses.FrozenInstanceError):
            del place.number
        with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'street'"):
            made()
        with pytest.raises(TypeError, match=r"unexpected keyword argument 'where'"):
            made("Gate", where=1)


def test_it_is_shown_field_by_field():
    assert repr(Place("Gate")) == "Place(street='Gate', number=1, names=[])"
    assert repr(Count(3)) == "Count(value=3, seen=[])"


def test_what_is_made_is_made_for_each():
    assert Place("Gate").names is not Place("Gate").names
    assert Place("Gate", 1, ["a"]) == Place("Gate", 1, ["b"])
    assert Count().seen is not Count().seen


def test_what_changes_changes_and_has_no_hash():
    count = Count(3)
    count.value = 4
    assert (count.value, count.twice) == (4, 6)
    with pytest.raises(TypeError):
        hash(count)


def test_without_eq_each_is_itself():
    one = Itself(1)
    assert one != Itself(1)
    assert len({one, Itself(1)}) == 2


def test_the_standard_library_knows_it():
    assert [field.name for field in dataclasses.fields(Place)] == ["street", "number", "names"]
    assert dataclasses.is_dataclass(Place)
    assert dataclasses.asdict(Place("Gate", 1, ["a"])) == {"street": "Gate", "number": 1, "names": ["a"]}
    damage = Damage(1, 2, "cut")
    assert copy.deepcopy(damage) == pickle.loads(pickle.dumps(damage)) == damage


def test_it_matches_by_place():
    match Place("Gate", 5):
        case Place(street, number):
            assert (street, number) == ("Gate", 5)


def test_the_standard_library_extends_it():
    @dataclasses.dataclass(frozen=True, slots=True)
    class Far(Place):
        """Elsewhere."""

        country: str = ""

    far = Far("Gate", country="N")
    assert (far.street, far.number, far.country) == ("Gate", 1, "N")
    assert far == Far("Gate", country="N") != Place("Gate")
    assert repr(far) == f"{Far.__qualname__}(street='Gate', number=1, names=[], country='N')"
    with pytest.raises(dataclasses.FrozenInstanceError):
        far.street = "Hill"
    assert dataclasses.replace(far, number=2).number == 2


def test_one_of_many_is_made_like_the_first():
    @record(frozen=True, slots=True)
    class Often:
        """Of which there are more than a few."""

        name: str
        number: int = 1
        seen: list[int] = dataclasses.field(default_factory=list)
        twice: int = dataclasses.field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "twice", 2 * self.number)

    made = [Often("a", number) if number % 2 else Often(number=number, name="a") for number in range(2 * SELDOM)]
    assert [(one.name, one.number, one.seen, one.twice) for one in made] == [
        ("a", number, [], 2 * number) for number in range(2 * SELDOM)]
    assert len({id(one.seen) for one in made}) == len(made)


@pytest.mark.parametrize(("values", "named", "wrong"), [
    ((), {}, "missing 1 required positional argument: 'street'"),
    (("a",), {"street": "b"}, "multiple values for argument 'street'"),
    (("a",), {"colour": 1}, "unexpected keyword argument 'colour'"),
    (("a", 1, [], 4), {}, "takes from 2 to 4 positional arguments"),
])
def test_the_first_that_is_made_wrongly_says_what_python_says(values, named, wrong):
    @record(frozen=True, slots=True)
    class Fresh:
        """Of which there is none yet."""

        street: str
        number: int = 1
        names: list[str] = dataclasses.field(default_factory=list)

    with pytest.raises(TypeError, match=wrong):
        Fresh(*values, **named)
    assert Fresh("a").number == 1


def test_replaced_is_what_the_standard_library_replaces():
    place = Place("Gate", 2, ["a"])
    assert replaced(place, number=7) == dataclasses.replace(place, number=7)
    assert (replaced(place, street="Mill").names, place.street) == (["a"], "Gate")
    assert replaced(Count(3), value=4).twice == 8
    with pytest.raises(TypeError):
        replaced(place, colour=1)
