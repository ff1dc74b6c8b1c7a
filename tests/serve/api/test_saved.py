from fastapi.testclient import TestClient

MAPPING = {
    "name": "our shop",
    "record_kind": "lead",
    "columns": [{"column": "Mail", "field": "email"}],
}


def test_saved_mapping_is_listed_used_and_forgotten(api: TestClient):
    assert api.put("/api/v1/mappings", json=MAPPING).status_code == 200
    (kept,) = api.get("/api/v1/mappings").json()
    assert (kept["name"], kept["columns"][0]["field"]) == ("our shop", "email")
    file = {"file": ("x.csv", b"Mail\na@example.com\n")}
    (proposed,) = api.post("/api/v1/imports/uploads", files=file).json()["mappings"]
    assert proposed["name"] == "our shop"
    which = {"name": "our shop", "record_kind": "lead"}
    assert api.delete("/api/v1/mappings", params=which).status_code == 204
    assert api.delete("/api/v1/mappings", params=which).status_code == 404
    assert api.get("/api/v1/mappings").json() == []


def test_saved_view_is_listed_and_forgotten(api: TestClient):
    given = {"name": "Fair", "query": {"source": "fair", "sort": "arrived"}}
    kept = api.put("/api/v1/views", json=given).json()
    assert (kept["name"], kept["query"]["source"]) == ("Fair", "fair")
    assert api.get("/api/v1/views").json() == [kept]
    assert api.delete(f"/api/v1/views/{kept['id']}").status_code == 204
    assert api.get("/api/v1/views").json() == []
    assert api.delete(f"/api/v1/views/{kept['id']}").status_code == 404
