"""The table of roles as row-level security of PostgreSQL: the statements, made from `domain.roles.RIGHTS`.

For a team on one server, where each person has a login. A login is a member of the group of its role, and a liaison's
also of the group of the own organisation (talentapp_organisation_<id>): membership is granted by the server's
administrator and cannot be chosen. Policies ask for sets, not row by row, and build on each other: whoever may see a
project by one policy sees its pairings by the next, and their candidates by the one after.

Not called by the app yet; `statements` is what an administrator would run, and a test runs it.
"""

from collections.abc import Iterator, Mapping

from talentapp.domain.roles import RIGHTS, Act, Scope
from talentapp.domain.terms import Role

_OWN_ORGANISATIONS = (
    "SELECT substr(rolname, 24)::integer FROM pg_roles"
    " WHERE rolname LIKE 'talentapp!_organisation!_%' ESCAPE '!' AND pg_has_role(session_user, oid, 'MEMBER')"
)
_OWN: Mapping[str, str] = {
    "organisation": f"id IN ({_OWN_ORGANISATIONS})",
    "project": f"organisation_id IN ({_OWN_ORGANISATIONS})",
    "pairing": "university_project_id IN (SELECT id FROM project) OR firm_project_id IN (SELECT id FROM project)",
    "candidate": "id IN (SELECT candidate_id FROM pairing)",
    "decision": "pairing_id IN (SELECT id FROM pairing)",
    "recommendation": "id IN (SELECT recommendation_id FROM pairing)",
    "auditentry": "false",
}
"""For each table, which rows are one's own; what is seen through another table is seen by that table's policy."""

_SEEING: Mapping[str, Act] = {
    "organisation": Act.SEE_ORGANISATIONS,
    "project": Act.SEE_PROJECTS,
    "pairing": Act.SEE_PAIRINGS,
    "candidate": Act.SEE_CANDIDATES,
    "decision": Act.SEE_PAIRINGS,
    "recommendation": Act.SEE_PAIRINGS,
    "auditentry": Act.AUDIT,
}
_WRITING: Mapping[tuple[str, str], Act] = {
    **{(table, verb): Act.CHANGE_RECORDS for table in ("candidate", "project") for verb in ("INSERT", "UPDATE")},
    ("organisation", "INSERT"): Act.CHANGE_RECORDS,
    ("organisation", "UPDATE"): Act.CHANGE_RECORDS,
    ("candidate", "DELETE"): Act.ERASE,
    ("pairing", "UPDATE"): Act.SEE_PAIRINGS,  # who may say what stands in the table of domain.states
    ("pairing", "INSERT"): Act.PUT_FORWARD,
    ("decision", "INSERT"): Act.SEE_PAIRINGS,
    ("recommendation", "INSERT"): Act.RECOMMEND,
}
_MASKED = ("email", "phone")


def group_of(role: Role) -> str:
    """The name of a role's group of logins."""
    return f"talentapp_{role.value}"


def statements(candidate_columns: list[str]) -> Iterator[str]:
    """What makes a database keep the table by itself: groups, grants by column, and policies. Can be run again."""
    for role in Role:
        yield (f"DO $$ BEGIN CREATE ROLE {group_of(role)} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    for table, act in _SEEING.items():
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield from _policy(table, "SELECT", act, "USING")
        for role in _roles(act):
            columns = ""
            if table == "candidate" and RIGHTS[Act.REVEAL_CONTACT][role] is Scope.NONE:
                columns = f" ({', '.join(name for name in candidate_columns if name not in _MASKED)})"
            yield f"GRANT SELECT{columns} ON {table} TO {group_of(role)}"
    for (table, verb), act in _WRITING.items():
        yield from _policy(table, verb, act, "WITH CHECK" if verb == "INSERT" else "USING")
        for role in _roles(act):
            yield f"GRANT {verb} ON {table} TO {group_of(role)}"


def _policy(table: str, verb: str, act: Act, clause: str) -> Iterator[str]:
    name = f"{table}_{verb.lower()}"
    every = _members(act, Scope.ALL)
    own = _members(act, Scope.OWN)
    tests = [test for test in (every, f"({own}) AND ({_OWN[table]})" if own else "") if test]
    yield f"DROP POLICY IF EXISTS {name} ON {table}"
    yield f"CREATE POLICY {name} ON {table} FOR {verb} {clause} ({' OR '.join(tests) or 'false'})"


def _members(act: Act, scope: Scope) -> str:
    """A test that the login has one of the roles with this scope; in a subquery, so that it is asked once."""
    groups = [group_of(role) for role, reach in RIGHTS[act].items() if reach is scope]
    return " OR ".join(f"(SELECT pg_has_role(session_user, '{group}', 'MEMBER'))" for group in groups)


def _roles(act: Act) -> list[Role]:
    return [role for role, scope in RIGHTS[act].items() if scope is not Scope.NONE]
