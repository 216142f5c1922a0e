"""schema.py SCHEMA [--lines | --mutants] < JSON

Validates JSON; with --lines each line of it against #/$defs/line. With --mutants: no key may be left
out of the JSON and none added to it without the schema noticing.

Exits 0 when all is as it should be, 1 with a line for each fault, 77 when python3-jsonschema is missing."""
import copy
import json
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit(77)

# Objects whose keys are the bulletin's or the plugin's own.
OPEN = {"meta", "extra", "args", "figures", "properties"}


def objects(value, name=""):
    """Every object in value whose keys are the format's."""
    if isinstance(value, dict):
        if name not in OPEN:
            yield value
        for key, inner in value.items():
            yield from objects(inner, key)
    elif isinstance(value, list):
        for inner in value[:2]:
            yield from objects(inner, name)


def survivors(validator, value):
    """Mutants of value that are valid: each misses a key or has one too many."""
    for number, original in enumerate(objects(value)):
        for key in [*original, None]:
            mutant = copy.deepcopy(value)
            place = list(objects(mutant))[number]
            if key is None:
                place["not_of_this_format"] = 1
            else:
                del place[key]
            if validator.is_valid(mutant):
                yield f"object {number}: " + (f"without {key}" if key else "with a key too many")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    if "--lines" in sys.argv:
        schema = {"$schema": schema["$schema"], "$ref": "#/$defs/line", "$defs": schema["$defs"]}
        values = [json.loads(line) for line in sys.stdin]
    else:
        values = [json.load(sys.stdin)]
    validator = Draft202012Validator(schema)
    faults = []
    for number, value in enumerate(values, 1):
        for fault in validator.iter_errors(value):
            faults.append(f"value {number}, {fault.json_path}: {fault.message[:300]}")
        if "--mutants" in sys.argv:
            faults += survivors(validator, value)
    print("\n".join(faults[:50]), end="\n" if faults else "")
    sys.exit(1 if faults or not values else 0)


main()
