"""`TF_CONFIG`, right and wrong in every way that people and schedulers write it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wordrnn.errors import OptionError
from wordrnn.messages import sentence
from wordrnn.training.cluster import Cluster, host_and_port

TWO = {"worker": ["a.example:2222", "b.example:2222"]}


def read(cluster: Any = TWO, task: Any = None) -> Cluster:
    task = {"type": "worker", "index": 1} if task is None else task
    return Cluster.from_environment({"TF_CONFIG": json.dumps({"cluster": cluster, "task": task})})


def test_workers_are_numbered_as_they_stand() -> None:
    cluster = read()
    assert cluster.addresses == ("a.example:2222", "b.example:2222")
    assert (cluster.index, cluster.is_chief, cluster.own) == (1, False, ("b.example", 2222))
    assert read(task={"type": "worker", "index": "0"}).is_chief  # some schedulers write numbers as text


def test_a_chief_comes_before_the_workers() -> None:
    both = {"chief": ["c.example:1"], **TWO}
    assert read(both).addresses == ("c.example:1", "a.example:2222", "b.example:2222")
    assert read(both).index == 2
    assert read(both, {"type": "chief", "index": 0}).is_chief


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "--workers expects the addresses of all workers in TF_CONFIG, which is not set"),
        ("   ", "which is not set"),
        ("{", "expected JSON, got '{'"),
        ("[" * 100_000, "expected JSON"),
        ("[1]", "expected an object, got [1]"),
        ("{}", "expected an object with a list of workers as its cluster, got {}"),
        ('{"cluster": {"worker": "a:1"}}', "expected a list as the worker of its cluster, got a:1"),
        ('{"cluster": {"worker": []}}', "expected at least one worker in its cluster, got none"),
        ('{"cluster": {"worker": ["a"]}}', "expected HOST:PORT for every worker, got a."),
        ('{"cluster": {"worker": ["a:0"]}}', "expected HOST:PORT for every worker, got a:0"),
        ('{"cluster": {"worker": ["a:70000"]}}', "got a:70000"),
        ('{"cluster": {"worker": [7]}}', "expected HOST:PORT for every worker, got 7"),
        ('{"cluster": {"worker": ["a:1", "a:1"]}}', "expected every address once, got a:1 twice"),
        (
            '{"cluster": {"worker": ["a:1"], "ps": ["b:1"]}}',
            "only a chief and workers in its cluster, got ps",
        ),
        ('{"cluster": {"chief": ["a:1", "b:1"]}}', "expected one chief at the most, got 2"),
        ('{"cluster": {"worker": ["a:1"]}}', "an object with type and index as its task"),
        ('{"cluster": {"worker": ["a:1"]}, "task": {"type": "ps", "index": 0}}', "got ps"),
        ('{"cluster": {"worker": ["a:1"]}, "task": {"type": "chief", "index": 0}}', "a chief in its cluster"),
        ('{"cluster": {"worker": ["a:1"]}, "task": {"type": "worker", "index": 1}}', "0 to 0 as the index"),
        ('{"cluster": {"worker": ["a:1"]}, "task": {"type": "worker", "index": -1}}', "got -1"),
        ('{"cluster": {"worker": ["a:1"]}, "task": {"type": "worker", "index": true}}', "got true"),
        ('{"cluster": {"worker": ["a:1"]}, "task": {"type": "worker"}}', "got null"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text: str, expected: str) -> None:
    with pytest.raises(OptionError) as caught:
        Cluster.from_environment({"TF_CONFIG": text})
    told = sentence(caught.value)
    assert expected in told
    assert "\n" not in told and len(told) < 300


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(json_values, json_values)
@settings(max_examples=30)
def test_any_json_is_a_cluster_or_a_sentence(cluster: Any, task: Any) -> None:
    for given_cluster, given_task in (
        (cluster, task),
        (TWO, task),
        (cluster, {"type": "worker", "index": 0}),
    ):
        try:
            found = read(given_cluster, given_task)
        except OptionError as error:
            assert "<" not in sentence(error) or "<" in json.dumps([cluster, task])
        else:
            assert 0 <= found.index < len(found.addresses)


@pytest.mark.parametrize("address", ["", ":1", "a", "a:", "a:b", "a:-1", "a:²"])
def test_an_address_is_a_host_and_a_port(address: str) -> None:
    assert host_and_port("10.0.0.7:2222") == ("10.0.0.7", 2222)
    assert host_and_port("[::1]:80") == ("::1", 80)
    with pytest.raises(ValueError):
        host_and_port(address)
