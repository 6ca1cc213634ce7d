"""Addresses of the screens of housing."""

from django.urls import URLPattern, path

from processes.housing.web import homes, keeper, mine, plan_desk, public, rents

urlpatterns: list[URLPattern] = [
    path("housing/", public.plans, name="housing_plans"),
    path("housing/recompute.py", public.program, name="housing_program"),
    path("housing/plans/<int:plan_id>/", public.plan, name="housing_plan"),
    path("housing/plans/<int:plan_id>/draw.json", public.draw_json, name="housing_draw"),
    path("housing/plans/<int:plan_id>/value/", keeper.value, name="housing_value"),
    path("housing/mine/", mine.mine, name="housing_mine"),
    path("housing/mine/interest/<int:plan_id>/", mine.interest, name="housing_interest"),
    path("housing/mine/choose/<int:plan_id>/<int:home_id>/", mine.choose, name="housing_choose"),
    path("housing/mine/pass/<int:plan_id>/", mine.give_up, name="housing_pass"),
    path("desk/housing/", homes.homes, name="desk_housing"),
    path("desk/housing/homes/", homes.register, name="desk_housing_register"),
    path("desk/housing/publish/", homes.publish, name="desk_housing_publish"),
    path("desk/housing/plans/<int:plan_id>/", plan_desk.plan, name="desk_housing_plan"),
    path("desk/housing/plans/<int:plan_id>/<slug:verb>/", plan_desk.act, name="desk_housing_act"),
    path("desk/rents/", rents.rents, name="desk_rents"),
    path("desk/rents/<slug:verb>/<int:key>/", rents.act, name="desk_rents_act"),
]
