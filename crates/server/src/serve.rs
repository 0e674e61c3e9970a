//! Opens the door: the portals on an address until somebody asks to stop.

use crate::arguments::Door;
use crate::wiring::{Sentence, open};
use app::City;
use std::io::Write;
use std::sync::Arc;
use web::desk::House;
use web::doorplate::Doorplate;
use web::frame::Portal;

/// Opens a real city.
///
/// # Errors
/// A sentence that says what to do.
pub fn serve(door: &Door) -> Result<(), Sentence> {
    let city = open(door, &format!("http://{}", door.listen))?;
    if !city.is_founded()? {
        println!("the ledger is empty: take a pack in with `yimen pack load FOLDER` first");
    }
    open_door(city, door, |_| Ok(()))
}

/// Listens, says where, and then lets `afterwards` work beside the open door.
///
/// # Errors
/// A sentence that says what to do.
pub fn open_door(
    city: City,
    door: &Door,
    afterwards: impl FnOnce(City) -> Result<(), Sentence> + Send + 'static,
) -> Result<(), Sentence> {
    let portals = portals(door)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::bind(&door.listen)
            .await
            .map_err(|cause| format!("{} cannot be listened on: {cause}", door.listen))?;
        let address = listener.local_addr()?;
        let house = House { city: city.clone(), doorplate: Arc::new(doorplate(&city)) };
        let router = web::portals::open(house, &portals);
        println!("listening on http://{address}");
        std::io::stdout().flush()?;
        crate::workers::start(&city);
        let beside = std::thread::spawn(move || {
            if let Err(sentence) = afterwards(city) {
                eprintln!("yimen: {sentence}");
            }
        });
        axum::serve(listener, router).with_graceful_shutdown(asked_to_stop()).await?;
        drop(beside);
        Ok(())
    })
}

async fn asked_to_stop() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("a process may listen for its signals");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

fn portals(door: &Door) -> Result<Vec<Portal>, Sentence> {
    if door.portals.is_empty() {
        return Ok(Portal::ALL.to_vec());
    }
    let named = |name: &String| {
        Portal::ALL
            .into_iter()
            .find(|portal| portal.name() == name)
            .ok_or_else(|| format!("there is no portal {name}: citizen, desk, admin or api").into())
    };
    door.portals.iter().map(named).collect()
}

fn doorplate(city: &City) -> Doorplate {
    let content = city.content();
    let brand = content.about.brand.colour.as_deref().zip(content.about.brand.accent.as_deref());
    Doorplate {
        name: content.about.service.clone(),
        place: content.about.name.clone(),
        keeper: content.about.name.clone(),
        telephone: content.about.hotline.clone().unwrap_or_default(),
        brand: brand.and_then(|(colour, accent)| web::doorplate::Brand::read(colour, accent).ok()),
        demo: content.about.demo,
        secure: city.settings().public_address.starts_with("https://"),
    }
}
