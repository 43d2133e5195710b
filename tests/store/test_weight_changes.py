from records.weight_change import WeightChange
from store.opening import Store
from tests.store.examples import NOW


def test_changes_of_weights_are_added_and_never_lost(store: Store) -> None:
    assert store.weight_changes.log() == ()
    first = WeightChange(instant=NOW, was={"place": 0.1}, became={"place": 0.2}, reviewer="ailsa")
    second = WeightChange(instant=NOW, was={"place": 0.2}, became={"place": 0.3}, run=4)
    store.weight_changes.append(first)
    store.weight_changes.append(second)
    assert store.weight_changes.log() == (first, second)
